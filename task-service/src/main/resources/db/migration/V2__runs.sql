-- A run: its spec is frozen, its plan is a pure function of it and is not stored.
CREATE TABLE run (
    id         uuid        PRIMARY KEY,
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED')),
    priority   integer     NOT NULL,
    spec       text        NOT NULL,
    planned    bigint      NOT NULL CHECK (planned > 0),
    created_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX run_newest ON run (created_at DESC, id);
-- Work per tick must not grow with the number of finished runs.
CREATE INDEX run_open ON run (id) WHERE state IN ('RUNNING', 'PAUSED');
CREATE INDEX run_cancelled ON run (ended_at) WHERE state = 'CANCELLED';

-- How far a run is published, per model. Written by the holder of the endpoint's lease alone.
CREATE TABLE run_cursor (
    run_id   uuid    NOT NULL REFERENCES run,
    ordinal  integer NOT NULL,
    model    text    NOT NULL,
    version  text    NOT NULL,
    endpoint text    NOT NULL,
    planned  bigint  NOT NULL,
    position bigint  NOT NULL DEFAULT 0 CHECK (position BETWEEN 0 AND planned),
    PRIMARY KEY (run_id, ordinal)
) WITH (fillfactor = 50);

-- What came back, per model: distinct plan indices, as in the bitmaps. Written by the progress of scores alone; apart from
-- the cursor, so that neither waits for the other.
CREATE TABLE run_progress (
    run_id          uuid    NOT NULL REFERENCES run,
    ordinal         integer NOT NULL,
    scored          bigint  NOT NULL DEFAULT 0,
    failed          bigint  NOT NULL DEFAULT 0,
    lost            bigint  NOT NULL DEFAULT 0,
    answered        bigint  NOT NULL DEFAULT 0,
    latency_millis  bigint  NOT NULL DEFAULT 0,
    scoring_version text,
    PRIMARY KEY (run_id, ordinal)
) WITH (fillfactor = 50);

-- Failures in a row that say unreachable or overloaded, per model version, over all its runs.
CREATE TABLE model_availability (
    model           text   NOT NULL,
    version         text   NOT NULL,
    failures_in_row bigint NOT NULL,
    PRIMARY KEY (model, version)
) WITH (fillfactor = 50);

-- 65,536 plan indices: which are scored, which have failed (serialised RoaringBitmaps), and how many are neither.
-- `raised` counts the indices that were asked again: where it is 0 nobody has to look them up.
CREATE TABLE run_segment (
    run_id    uuid    NOT NULL REFERENCES run,
    segment   integer NOT NULL,
    open      integer NOT NULL CHECK (open >= 0),
    raised    integer NOT NULL DEFAULT 0,
    scored    bytea   NOT NULL,
    failed    bytea   NOT NULL,
    PRIMARY KEY (run_id, segment)
) WITH (fillfactor = 50);
-- The bits hardly compress.
ALTER TABLE run_segment ALTER COLUMN scored SET STORAGE EXTERNAL;
ALTER TABLE run_segment ALTER COLUMN failed SET STORAGE EXTERNAL;

-- The prompts that were asked again: their current attempt. Published after the broker's ack; null: still to be published.
CREATE TABLE prompt_attempt (
    run_id       uuid        NOT NULL REFERENCES run,
    index        bigint      NOT NULL,
    ordinal      integer     NOT NULL,
    attempt      integer     NOT NULL CHECK (attempt > 0),
    published_at timestamptz,
    PRIMARY KEY (run_id, index)
);
CREATE INDEX prompt_attempt_due ON prompt_attempt (run_id, ordinal) WHERE published_at IS NULL;

-- Where the reading of `scores` goes on.
CREATE TABLE scores_offset (
    partition   integer PRIMARY KEY,
    next_offset bigint  NOT NULL
) WITH (fillfactor = 50);

-- Who publishes the prompts of an endpoint.
CREATE TABLE endpoint_lease (
    endpoint   text        PRIMARY KEY,
    owner      text        NOT NULL,
    epoch      bigint      NOT NULL,
    held_until timestamptz NOT NULL
) WITH (fillfactor = 50);
