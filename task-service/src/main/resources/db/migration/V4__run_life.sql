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

-- What an endpoint costs, US dollars per million tokens.
ALTER TABLE endpoint ADD COLUMN prompt_price double precision CHECK (prompt_price >= 0);
ALTER TABLE endpoint ADD COLUMN completion_price double precision CHECK (completion_price >= 0);
ALTER TABLE endpoint ADD CONSTRAINT endpoint_prices CHECK ((prompt_price IS NULL) = (completion_price IS NULL));

-- The runs of a model, for what its calls took lately.
CREATE INDEX run_cursor_model ON run_cursor (model);

-- What the answers took: tokens as the endpoint counted them, and money.
ALTER TABLE run_progress ADD COLUMN counted bigint NOT NULL DEFAULT 0;
ALTER TABLE run_progress ADD COLUMN prompt_tokens bigint NOT NULL DEFAULT 0;
ALTER TABLE run_progress ADD COLUMN completion_tokens bigint NOT NULL DEFAULT 0;
ALTER TABLE run_progress ADD COLUMN cost_usd double precision NOT NULL DEFAULT 0;

-- The requests that came with a key of their own: the same one again is the same run. Its run is stored after it, in one transaction.
CREATE TABLE run_request (
    idempotency_key text  PRIMARY KEY,
    -- SHA-256 of what was asked for
    request_hash    bytea NOT NULL,
    run_id          uuid  NOT NULL REFERENCES run DEFERRABLE INITIALLY DEFERRED
);

-- What a run may spend; and what is held back for a prompt that is out: the most that it may read and write, tokens.
ALTER TABLE run ADD COLUMN budget_usd double precision CHECK (budget_usd > 0);
ALTER TABLE run ADD COLUMN budget_tokens bigint CHECK (budget_tokens > 0);
ALTER TABLE run ADD COLUMN budget_requests bigint CHECK (budget_requests > 0);
ALTER TABLE run ADD COLUMN most_prompt_tokens integer NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN most_completion_tokens integer NOT NULL DEFAULT 0;
-- How far the budget is held back for what is being published: beyond the position while a batch is sent.
ALTER TABLE run_cursor ADD COLUMN reserved bigint NOT NULL DEFAULT 0;
