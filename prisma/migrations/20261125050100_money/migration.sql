-- Money of funded projects: instalments, spending with vouchers, adjustments of the budget; who audits whom; scores of
-- self-evaluations; and things owed with a deadline of their own.

ALTER TABLE task ADD COLUMN due_at timestamptz;

-- Planned at the award; what a verdict leaves of it, and how far the payment is.
CREATE TABLE instalment (
  project_id uuid NOT NULL REFERENCES project,
  key text NOT NULL,
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL,
  n int NOT NULL,
  year int NOT NULL,
  planned_cents bigint NOT NULL CHECK (planned_cents >= 0),
  cents bigint NOT NULL CHECK (cents >= 0 AND cents <= planned_cents),
  percent int,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'notified', 'receipted', 'arrived', 'released')),
  command_id uuid,
  notified_at timestamptz,
  receipt_fact_id uuid,
  arrival_fact_id uuid,
  arrived_at timestamptz,
  PRIMARY KEY (project_id, key)
);

-- Never changed: a wrong entry is taken back by another with the negative amount.
CREATE TABLE spending (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  project_id uuid NOT NULL REFERENCES project,
  society_id uuid NOT NULL,
  year int NOT NULL,
  line text NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents <> 0),
  spent_on date NOT NULL,
  voucher text NOT NULL,
  payee text NOT NULL CHECK (payee IN ('enterprise', 'institution', 'individual', 'internal')),
  purpose text NOT NULL,
  explanation text NOT NULL DEFAULT '',
  reverses uuid UNIQUE REFERENCES spending,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((reverses IS NULL) = (amount_cents > 0))
);
CREATE INDEX spending_project ON spending (project_id, year);

CREATE TABLE budget_adjustment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  project_id uuid NOT NULL REFERENCES project,
  society_id uuid NOT NULL,
  lines jsonb NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('applied', 'approved', 'refused')),
  -- `society` applied for it; `verdict` follows from a reduced instalment.
  cause text NOT NULL CHECK (cause IN ('society', 'verdict')),
  applied_by text NOT NULL,
  applied_at timestamptz NOT NULL,
  decisions jsonb NOT NULL DEFAULT '[]',
  decided_by text,
  decided_at timestamptz,
  decision_reason text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX budget_adjustment_open ON budget_adjustment (project_id) WHERE state = 'applied';

-- The third-party body that is appointed for a project.
CREATE TABLE audit_appointment (
  project_id uuid PRIMARY KEY REFERENCES project,
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL,
  account_id uuid NOT NULL,
  body text NOT NULL,
  agreement text NOT NULL,
  independence text NOT NULL,
  appointed_by uuid NOT NULL,
  at timestamptz NOT NULL
);

CREATE TABLE self_evaluation (
  project_id uuid NOT NULL REFERENCES project,
  year int NOT NULL,
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL,
  fact_id uuid NOT NULL,
  score_millionths bigint NOT NULL,
  own_score_millionths bigint,
  grade text NOT NULL,
  lines jsonb NOT NULL,
  inputs_hash text NOT NULL,
  rule_version int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (project_id, year)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['instalment', 'spending', 'budget_adjustment', 'audit_appointment', 'self_evaluation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.in_society(society_id))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO xuehui_app', t);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE, TRUNCATE ON spending FROM xuehui_app;

-- The deadline that holds: the society's extension, else what is owed has one of its own, else the gate's. An extension that
-- was given before something with a later deadline came up does not shorten it.
CREATE FUNCTION app.effective_due(p_gate timestamptz, p_extension timestamptz, p_own timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_own IS NULL THEN coalesce(p_extension, p_gate) ELSE greatest(p_own, p_extension) END
$$;
GRANT EXECUTE ON FUNCTION app.effective_due(timestamptz, timestamptz, timestamptz) TO xuehui_app;

-- As before, with a task's own deadline.
CREATE OR REPLACE FUNCTION app.submit(
  p_realm text, p_gate bigint, p_task uuid, p_kind text, p_payload jsonb, p_principal uuid, p_society uuid,
  p_key text, p_body_hash text, p_acknowledge boolean, p_gated boolean DEFAULT true
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE g gate; t task; f fact; due timestamptz; at_now timestamptz; extended gate_extension; own timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(p_principal::text), hashtext(p_key));
  SELECT * INTO f FROM fact WHERE principal = p_principal AND idem_key = p_key;
  IF FOUND THEN RETURN app.repeated(f, p_body_hash); END IF;
  PERFORM pg_advisory_xact_lock_shared(p_gate);
  SELECT * INTO g FROM gate WHERE id = p_gate AND realm = p_realm;
  IF NOT FOUND THEN RETURN jsonb_build_object('ok', false, 'code', 'NOT_FOUND'); END IF;
  at_now := app.now(p_realm);
  SELECT * INTO extended FROM gate_extension WHERE gate_id = p_gate AND society_id = p_society;
  SELECT due_at INTO own FROM task WHERE id = p_task AND gate_id = p_gate;
  due := app.effective_due(g.due_at, extended.due_at, own);
  -- Withdrawal is free until approval: it is recorded at the gate it came through, open or not.
  IF p_gated THEN
    IF g.status <> 'open' THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_CLOSED', 'due', due); END IF;
    IF g.suspended_at IS NOT NULL THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_SUSPENDED', 'since', g.suspended_at); END IF;
    IF at_now < g.opens_at THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_NOT_OPEN', 'opens', g.opens_at); END IF;
    IF at_now >= due THEN RETURN jsonb_build_object('ok', false, 'code', 'DEADLINE_PASSED', 'due', due, 'at', at_now); END IF;
  END IF;
  IF p_task IS NOT NULL THEN
    SELECT * INTO t FROM task WHERE id = p_task AND gate_id = p_gate FOR UPDATE;
    IF NOT FOUND THEN RETURN jsonb_build_object('ok', false, 'code', 'NOT_FOUND'); END IF;
    IF t.state = 'done' THEN RETURN jsonb_build_object('ok', false, 'code', 'ALREADY_SUBMITTED', 'at', t.done_at); END IF;
    IF t.state <> 'open' THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_CLOSED', 'due', due); END IF;
    UPDATE task SET state = 'done', done_at = at_now WHERE id = p_task;
    DELETE FROM draft WHERE task_id = p_task;
  END IF;
  INSERT INTO fact (realm, gate_id, task_id, round_id, project_id, application_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at, acknowledged_at)
    VALUES (p_realm, p_gate, p_task, g.round_id, g.project_id, coalesce(t.application_id, g.application_id), g.workflow_id, p_kind, p_society, p_principal, p_payload, p_key, p_body_hash,
      'R' || to_char(at_now AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(nextval('receipt_number')::text, 6, '0'),
      at_now, CASE WHEN p_acknowledge THEN at_now END)
    RETURNING * INTO f;
  -- A chain's head is locked until the commit: experts who hand in at one gate must not wait for one another.
  PERFORM app.audit_append(coalesce('society/' || p_society, 'application/' || f.application_id, 'account/' || p_principal), p_realm, p_principal::text, 'fact.' || p_kind,
    jsonb_build_object('fact', f.id, 'gate', p_gate, 'task', p_task, 'receipt', f.receipt, 'bodyHash', p_body_hash));
  RETURN app.receipt_of(f) || jsonb_build_object('repeated', false);
END $$;
