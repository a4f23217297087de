-- Who may apply without an assessment, every eligibility check with its cause, and facts that societies contest or supply.

-- 001 §4.1: what the register of paper material says of an application.
ALTER TABLE application ADD COLUMN paper jsonb;

-- 001 §3: the suggested list with its sources, and those who apply beside it.
CREATE TABLE applicant (
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm,
  route text NOT NULL CHECK (route IN ('suggested', 'volunteer')),
  sources jsonb NOT NULL DEFAULT '[]',
  -- Of a volunteer: what is distinctive about it, in its own words.
  reason text NOT NULL DEFAULT '',
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (round_id, society_id)
);

-- Append-only but for the decision of a person about what has changed.
CREATE TABLE eligibility_check (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  application_id uuid NOT NULL REFERENCES application,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  at timestamptz NOT NULL,
  -- The day whose state of knowledge decided, Beijing.
  as_of date NOT NULL,
  cause text NOT NULL CHECK (cause IN ('opened', 'asked', 'decision', 'factAdded', 'factCorrected', 'factWithdrawn')),
  record_id uuid REFERENCES society_record,
  outcome text NOT NULL CHECK (outcome IN ('eligible', 'notAccepted', 'unknown', 'flagged')),
  lines jsonb NOT NULL,
  -- Rules whose result is another than in the check before.
  changed text[] NOT NULL DEFAULT '{}',
  inputs_hash text NOT NULL,
  rule_version int NOT NULL DEFAULT 1,
  -- `open`: something has changed for an application that was decided, and a person must say what follows.
  state text NOT NULL CHECK (state IN ('settled', 'open')),
  decision jsonb,
  decided_at timestamptz,
  -- Checks of one instant in their order: a rehearsal's clock stands still.
  n bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX eligibility_check_application ON eligibility_check (application_id, n);
CREATE INDEX eligibility_check_open ON eligibility_check (round_id) WHERE state = 'open';
CREATE INDEX eligibility_check_record ON eligibility_check (record_id) WHERE record_id IS NOT NULL;

-- A society says that a recorded fact is wrong (`record_id`), or shows a fact that a rule asks for (`rule`).
CREATE TABLE fact_contest (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL REFERENCES society,
  record_id uuid REFERENCES society_record,
  round_id uuid REFERENCES round,
  rule text NOT NULL DEFAULT '',
  reason text NOT NULL,
  document text NOT NULL,
  raised_by uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'upheld', 'corrected', 'withdrawn', 'recorded')),
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  -- The record that came of it.
  result_id uuid REFERENCES society_record,
  CHECK ((state = 'open') = (answered_at IS NULL)),
  CHECK (record_id IS NOT NULL OR rule <> '')
);
CREATE INDEX fact_contest_society ON fact_contest (society_id);
CREATE INDEX fact_contest_open ON fact_contest (realm) WHERE state = 'open';
-- One open contest of one fact at a time.
CREATE UNIQUE INDEX fact_contest_once ON fact_contest (record_id) WHERE state = 'open' AND record_id IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['applicant', 'eligibility_check', 'fact_contest'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.in_society(society_id))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON applicant, eligibility_check, fact_contest TO xuehui_app;
REVOKE DELETE, TRUNCATE ON eligibility_check, fact_contest FROM xuehui_app;
