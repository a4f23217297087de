-- A recusal that the office records is neither declared by the expert nor found by a rule.
ALTER TABLE conflict DROP CONSTRAINT conflict_source_check, ADD CONSTRAINT conflict_source_check CHECK (source IN ('declared', 'detected', 'recorded'));
