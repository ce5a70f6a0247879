-- Why prompts of a run got no answer, per model and kind, since they were last asked again. Written by the progress of
-- scores alone; apart from the counters, since most runs have no row here.
CREATE TABLE run_failure (
    run_id  uuid    NOT NULL REFERENCES run,
    ordinal integer NOT NULL,
    kind    text    NOT NULL,
    failed  bigint  NOT NULL,
    PRIMARY KEY (run_id, ordinal, kind)
) WITH (fillfactor = 50);
