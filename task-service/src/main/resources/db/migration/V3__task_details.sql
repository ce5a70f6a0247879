-- What is said about a version: dials, suggestions, format, as JSON. Absent where it was stored before.
ALTER TABLE task_version ADD COLUMN details text;
