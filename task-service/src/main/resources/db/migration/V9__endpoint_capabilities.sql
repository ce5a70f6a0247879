-- What an endpoint can do beyond what every one of its protocol can.
ALTER TABLE endpoint ADD COLUMN capabilities text[] NOT NULL DEFAULT '{}';
