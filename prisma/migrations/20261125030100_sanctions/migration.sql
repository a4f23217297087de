-- 003 §5.2: sanctions for fraud: the case, and what came back on a clawback. The bar itself is a fact of the society.

ALTER TABLE project DROP CONSTRAINT project_status_check;
ALTER TABLE project ADD CONSTRAINT project_status_check
  CHECK (status IN ('awarded', 'running', 'terminated', 'accepted', 'failed', 'revoked'));

CREATE TABLE sanction (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  application_id uuid NOT NULL REFERENCES application,
  project_id uuid REFERENCES project,
  state text NOT NULL DEFAULT 'hearing' CHECK (state IN ('hearing', 'deciding', 'clawback', 'barred', 'closed')),
  finding text NOT NULL,
  evidence text NOT NULL,
  found_by uuid NOT NULL,
  found_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('dismissed', 'revoked')),
  minutes text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  decided_at timestamptz,
  -- What the project was before it was revoked.
  project_was text,
  claim_cents bigint NOT NULL DEFAULT 0 CHECK (claim_cents >= 0),
  written_off_cents bigint NOT NULL DEFAULT 0 CHECK (written_off_cents BETWEEN 0 AND claim_cents),
  write_off jsonb,
  bar_record_id uuid REFERENCES society_record,
  lift jsonb,
  lifted_at timestamptz,
  closed_at timestamptz,
  CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE INDEX sanction_society ON sanction (society_id);
CREATE INDEX sanction_project ON sanction (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX sanction_application ON sanction (application_id);
-- One case at a time for a society in a round.
CREATE UNIQUE INDEX sanction_open ON sanction (round_id, society_id) WHERE state <> 'closed';

CREATE TABLE sanction_return (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  sanction_id uuid NOT NULL REFERENCES sanction,
  society_id uuid NOT NULL REFERENCES society,
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  received_on date NOT NULL,
  voucher text NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- Recorded by mistake: it counts no more, and stays.
  voided_at timestamptz,
  void_reason text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX sanction_return_voucher ON sanction_return (sanction_id, voucher) WHERE voided_at IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sanction', 'sanction_return'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.in_society(society_id))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO xuehui_app', t);
  END LOOP;
END $$;
