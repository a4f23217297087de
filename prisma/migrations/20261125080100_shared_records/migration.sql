-- 004 §5: what the Ministry of Civil Affairs shares with CAST, entry by entry as it was sent, and whose it was found to be.
CREATE TABLE shared_record (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  -- The sender's own number of the entry: the same number again is a correction or a repetition.
  ref text NOT NULL,
  credit_code text NOT NULL,
  name text NOT NULL,
  entry jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('recorded', 'disputed', 'dismissed', 'withdrawn')),
  -- Why it is or was disputed.
  why text CHECK (why IN ('NAME_DIFFERS', 'CODE_DIFFERS', 'SOCIETY_UNKNOWN')),
  society_id uuid REFERENCES society,
  record_id uuid REFERENCES society_record,
  sent_by uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  reason text NOT NULL DEFAULT '',
  UNIQUE (realm, ref)
);
CREATE INDEX shared_record_disputed ON shared_record (realm) WHERE state = 'disputed';

-- The office's: a society sees what became its record.
ALTER TABLE shared_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE shared_record FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON shared_record USING (app.in_realm(realm) AND app.whole_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON shared_record TO xuehui_app;
