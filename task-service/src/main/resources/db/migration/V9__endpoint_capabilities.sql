-- What an endpoint can do beyond what every one of its protocol can.
ALTER TABLE endpoint ADD COLUMN capabilities text[] NOT NULL DEFAULT '{}';

-- What it may be asked per minute, by all workers together.
ALTER TABLE endpoint ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0);
ALTER TABLE endpoint ADD COLUMN tokens_per_minute bigint CHECK (tokens_per_minute > 0);
