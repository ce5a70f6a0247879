-- A run's whole life: planned before its first prompt, stalled while nobody answers, superseded, failed.
ALTER TABLE run DROP CONSTRAINT run_state_check;
ALTER TABLE run ADD CONSTRAINT run_state_check CHECK (state IN
    ('PLANNED', 'RUNNING', 'PAUSED', 'STALLED', 'COMPLETED', 'CANCELLED', 'SUPERSEDED', 'FAILED'));
-- Why it is paused or has failed.
ALTER TABLE run ADD COLUMN cause text;

DROP INDEX run_open;
CREATE INDEX run_open ON run (id) WHERE state IN ('PLANNED', 'RUNNING', 'PAUSED', 'STALLED');
DROP INDEX run_cancelled;
CREATE INDEX run_ended_early ON run (ended_at) WHERE state IN ('CANCELLED', 'SUPERSEDED');

-- Every state that a run was in. The number orders what happened within one tick of the clock.
CREATE TABLE run_change (
    run_id uuid        NOT NULL REFERENCES run,
    number integer     NOT NULL,
    state  text        NOT NULL,
    cause  text,
    at     timestamptz NOT NULL,
    PRIMARY KEY (run_id, number)
);
INSERT INTO run_change (run_id, number, state, at) SELECT id, 0, 'RUNNING', created_at FROM run;
INSERT INTO run_change (run_id, number, state, at) SELECT id, 1, state, ended_at FROM run WHERE ended_at IS NOT NULL;
