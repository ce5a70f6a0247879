-- Runs whose answers are scored again. Its id is made of what was asked for, so that the same request is the same row.
CREATE TABLE rescoring (
    id           uuid        PRIMARY KEY,
    run_id       uuid        NOT NULL REFERENCES run,
    rules        text        NOT NULL,
    -- JSON: which tasks, by which answer specification, into which scoring version
    tasks        text        NOT NULL,
    -- answers that the run had
    planned      bigint      NOT NULL CHECK (planned >= 0),
    -- how many events the scorers are told in
    parts        integer     NOT NULL CHECK (parts > 0),
    requested_at timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX rescoring_by_run ON rescoring (run_id, requested_at);

-- How far the scorers are, per partition of `completions`: their newest report.
CREATE TABLE rescoring_partition (
    rescoring_id uuid    NOT NULL REFERENCES rescoring,
    partition    integer NOT NULL,
    next_offset  bigint  NOT NULL,
    end_offset   bigint  NOT NULL,
    scored       bigint  NOT NULL DEFAULT 0,
    failed       bigint  NOT NULL DEFAULT 0,
    reported     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (rescoring_id, partition)
) WITH (fillfactor = 50);
