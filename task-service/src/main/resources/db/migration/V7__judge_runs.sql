-- Runs that judge what another run's prompts were answered. The texts stay in Kafka; here is where they are.
CREATE TABLE judge_run (
    run_id        uuid  PRIMARY KEY REFERENCES run,
    judged_run_id uuid  NOT NULL REFERENCES run,
    -- plan indices of the judged run, frozen with this one: in ascending order they are its positions (serialised RoaringBitmap)
    answers       bytea NOT NULL,
    -- when the answers' records were looked up; null: not yet, and nothing is published before
    looked_up_at  timestamptz
);
ALTER TABLE judge_run ALTER COLUMN answers SET STORAGE EXTERNAL;
CREATE INDEX judge_run_waiting ON judge_run (run_id) WHERE looked_up_at IS NULL;

-- 4,096 positions of a judge run: the record of `completions` that holds each answer. An offset of -1: there was none any more.
CREATE TABLE judged_record (
    run_id     uuid      NOT NULL REFERENCES judge_run,
    segment    integer   NOT NULL,
    partitions integer[] NOT NULL,
    offsets    bigint[]  NOT NULL,
    PRIMARY KEY (run_id, segment),
    CHECK (cardinality(partitions) = cardinality(offsets))
);

ALTER TABLE run_origin DROP CONSTRAINT run_origin_kind_check;
ALTER TABLE run_origin ADD CONSTRAINT run_origin_kind_check CHECK (kind IN ('DEPLOYMENT', 'SCHEDULED', 'CANARY', 'JUDGE'));
ALTER TABLE run_origin DROP CONSTRAINT run_origin_check;
ALTER TABLE run_origin ADD CONSTRAINT run_origin_due_check CHECK ((kind IN ('DEPLOYMENT', 'JUDGE')) = (due IS NULL));
