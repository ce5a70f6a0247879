-- Why a run was started, where nobody asked for it by hand.
CREATE TABLE run_origin (
    run_id     uuid PRIMARY KEY REFERENCES run,
    kind       text NOT NULL CHECK (kind IN ('DEPLOYMENT', 'SCHEDULED', 'CANARY')),
    -- of the standing evaluation, which may be gone since; null: the family's own
    evaluation text,
    family     text NOT NULL REFERENCES family,
    -- the time that had come; null: a version was deployed
    due        timestamptz,
    CHECK ((kind = 'DEPLOYMENT') = (due IS NULL)),
    CHECK (due IS NULL OR evaluation IS NOT NULL)
);
-- Whatever else goes wrong, a time starts one run.
CREATE UNIQUE INDEX run_origin_once ON run_origin (evaluation, kind, family, due) WHERE due IS NOT NULL;
INSERT INTO run_origin (run_id, kind, family)
    SELECT v.run_id, 'DEPLOYMENT', m.family
    FROM model_version v JOIN model m ON m.name = v.model JOIN run r ON r.id = v.run_id;

CREATE TABLE standing_evaluation (
    name       text PRIMARY KEY,
    -- JSON, as the user gave it
    definition text NOT NULL
);

-- Which standing evaluation a version that is deployed to a family is asked: one, so that a deployment is one run.
CREATE TABLE standing_deployment (
    family     text PRIMARY KEY REFERENCES family,
    evaluation text NOT NULL REFERENCES standing_evaluation ON DELETE CASCADE
);
CREATE INDEX standing_deployment_by_evaluation ON standing_deployment (evaluation);

-- When the next run is due. Whoever starts it locks the row and moves the time on in the same transaction, so that of several
-- instances one does, and a crash leaves both or neither.
CREATE TABLE standing_time (
    evaluation   text        NOT NULL REFERENCES standing_evaluation ON DELETE CASCADE,
    kind         text        NOT NULL CHECK (kind IN ('SCHEDULED', 'CANARY')),
    family       text        NOT NULL REFERENCES family,
    cron         text        NOT NULL,
    zone         text        NOT NULL,
    next_due     timestamptz NOT NULL,
    -- what became of the time before
    last_due     timestamptz,
    last_outcome text CHECK (last_outcome IN ('STARTED', 'SKIPPED', 'REFUSED')),
    last_reason  text,
    last_run     uuid,
    PRIMARY KEY (evaluation, kind, family)
);
CREATE INDEX standing_time_next ON standing_time (next_due);
