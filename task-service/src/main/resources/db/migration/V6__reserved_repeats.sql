-- Whether the budget is held back for a prompt that is asked again and is not acknowledged yet: it is as good as out.
ALTER TABLE prompt_attempt ADD COLUMN reserved boolean NOT NULL DEFAULT false;
