-- The record of xuehui: realms, rounds, gates, facts, commands, waits, mail, audit, money.
-- Instants are timestamptz, days are date (Asia/Shanghai), money is integer cents.

CREATE SCHEMA app;

CREATE TABLE realm (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('live', 'rehearsal')),
  now_at timestamptz,
  clock_version int NOT NULL DEFAULT 1,
  label text NOT NULL DEFAULT '',
  seed text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((kind = 'rehearsal') = (now_at IS NOT NULL))
);
INSERT INTO realm (id, kind) VALUES ('live', 'live');

CREATE TABLE programme_version (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  key text NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (key, version)
);

CREATE TABLE round (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  programme_version_id uuid NOT NULL REFERENCES programme_version,
  programme_key text NOT NULL,
  authority text NOT NULL,
  name text NOT NULL,
  year int NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'running', 'announced', 'closed', 'cancelled')),
  settings jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  launched_at timestamptz,
  announced_at timestamptz,
  closed_at timestamptz
);
CREATE INDEX round_realm ON round (realm, status);

CREATE TABLE society (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  code text NOT NULL,
  name text NOT NULL,
  discipline_group text NOT NULL,
  email text NOT NULL,
  contact text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'merged')),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (realm, code)
);

-- What is recorded about a society, with its source; eligibility looks back over these.
CREATE TABLE society_record (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL REFERENCES society,
  kind text NOT NULL,
  value jsonb NOT NULL,
  occurred_on date,
  as_of date NOT NULL,
  issuer text NOT NULL DEFAULT '',
  provision text NOT NULL DEFAULT '',
  document text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'corrected', 'withdrawn')),
  replaces uuid REFERENCES society_record,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX society_record_society ON society_record (society_id, kind);

-- One row per workflow: what it waits for. "Stuck" lists and the rehearsal's quiescence read it.
CREATE TABLE wait (
  workflow_id text PRIMARY KEY,
  realm text NOT NULL REFERENCES realm,
  type text NOT NULL,
  input jsonb NOT NULL,
  round_id uuid REFERENCES round,
  project_id uuid,
  application_id uuid,
  society_id uuid,
  stage text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'busy' CHECK (state IN ('busy', 'parked', 'closed')),
  rung boolean NOT NULL DEFAULT false,
  step text NOT NULL DEFAULT '',
  role text NOT NULL DEFAULT '',
  what text NOT NULL DEFAULT '',
  params jsonb NOT NULL DEFAULT '{}',
  attention text NOT NULL DEFAULT 'none' CHECK (attention IN ('none', 'overdue', 'objection', 'failing', 'manual')),
  problem jsonb,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  until timestamptz,
  started_at timestamptz,
  touched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  closed_at timestamptz
);
CREATE INDEX wait_open ON wait (realm, state, until) WHERE state <> 'closed';
CREATE INDEX wait_round ON wait (round_id);

-- One row per stage attempt of a round.
CREATE TABLE stage (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  key text NOT NULL,
  type text NOT NULL,
  n int NOT NULL,
  workflow_id text NOT NULL UNIQUE,
  input jsonb NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'cancelled')),
  outcome jsonb,
  opened_at timestamptz NOT NULL,
  done_at timestamptz,
  UNIQUE (round_id, key, n)
);

-- An open stage step or project step: facts are taken only while it is open.
CREATE TABLE gate (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  project_id uuid,
  application_id uuid,
  workflow_id text NOT NULL REFERENCES wait,
  step text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'sealed')),
  opens_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  deadline_version int NOT NULL DEFAULT 1,
  suspended_at timestamptz,
  sealed_at timestamptz,
  CHECK (opens_at <= due_at)
);
CREATE INDEX gate_workflow ON gate (workflow_id);
CREATE INDEX gate_round ON gate (round_id, status);

CREATE TABLE gate_extension (
  gate_id bigint NOT NULL REFERENCES gate,
  society_id uuid NOT NULL REFERENCES society,
  due_at timestamptz NOT NULL,
  deadline_version int NOT NULL,
  reason text NOT NULL,
  command_id uuid NOT NULL,
  PRIMARY KEY (gate_id, society_id)
);

-- A step of a workflow, its gate and its outcome: what a re-entered workflow finds again.
CREATE TABLE step (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  workflow_id text NOT NULL REFERENCES wait,
  key text NOT NULL,
  round_id uuid NOT NULL REFERENCES round,
  project_id uuid,
  gate_id bigint REFERENCES gate,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'skipped')),
  outcome jsonb,
  inputs_hash text,
  rule_version int NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL,
  done_at timestamptz,
  UNIQUE (workflow_id, key)
);
CREATE INDEX step_project ON step (project_id);

CREATE TABLE task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  project_id uuid,
  application_id uuid,
  gate_id bigint NOT NULL REFERENCES gate,
  workflow_id text NOT NULL REFERENCES wait,
  kind text NOT NULL,
  role text NOT NULL,
  society_id uuid REFERENCES society,
  account_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'skipped', 'cancelled')),
  deadline_version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  -- When the present deadline was set: waves before it are not sent.
  armed_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE UNIQUE INDEX task_once ON task (gate_id, kind, society_id, account_id, application_id, project_id) NULLS NOT DISTINCT;
CREATE INDEX task_open ON task (round_id, state) WHERE state = 'open';
CREATE INDEX task_society ON task (society_id) WHERE state = 'open';
CREATE INDEX task_account ON task (account_id) WHERE state = 'open';

-- What somebody is still writing. Complete but unsubmitted drafts have a reminder of their own.
CREATE TABLE draft (
  task_id uuid PRIMARY KEY REFERENCES task,
  realm text NOT NULL REFERENCES realm,
  society_id uuid,
  payload jsonb NOT NULL,
  complete boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL
);

CREATE SEQUENCE receipt_number;
CREATE TABLE fact (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  gate_id bigint NOT NULL REFERENCES gate,
  task_id uuid REFERENCES task,
  round_id uuid NOT NULL REFERENCES round,
  project_id uuid,
  application_id uuid,
  workflow_id text NOT NULL,
  kind text NOT NULL,
  society_id uuid,
  principal uuid NOT NULL,
  payload jsonb NOT NULL,
  idem_key text NOT NULL,
  body_hash text NOT NULL,
  receipt text NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  acknowledged_at timestamptz,
  UNIQUE (principal, idem_key)
);
CREATE INDEX fact_unacknowledged ON fact (realm, workflow_id) WHERE acknowledged_at IS NULL;
CREATE INDEX fact_gate ON fact (gate_id, kind);

CREATE TABLE command (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  idem_key text NOT NULL,
  principal uuid NOT NULL,
  body_hash text NOT NULL,
  kind text NOT NULL,
  workflow_id text NOT NULL,
  body jsonb NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'applied', 'refused', 'expired')),
  answer jsonb,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at timestamptz,
  UNIQUE (principal, idem_key)
);
CREATE INDEX command_open ON command (realm) WHERE state = 'received';

CREATE TABLE indicator_value (
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm,
  indicator text NOT NULL,
  value numeric,
  evidence text NOT NULL DEFAULT '',
  fact_id uuid,
  PRIMARY KEY (round_id, society_id, indicator)
);

-- The frozen result of the capability assessment.
CREATE TABLE assessment (
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm,
  total_thousandths bigint NOT NULL,
  rank int NOT NULL,
  route text CHECK (route IN ('rank', 'legacy')),
  lines jsonb NOT NULL,
  PRIMARY KEY (round_id, society_id)
);

CREATE TABLE application (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  n int NOT NULL,
  fact_id uuid NOT NULL REFERENCES fact,
  status text NOT NULL DEFAULT 'submitted'
    CHECK (status IN ('submitted', 'correcting', 'accepted', 'notAccepted', 'withdrawn', 'cancelled')),
  content jsonb NOT NULL,
  eligibility jsonb,
  decision jsonb,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  UNIQUE (round_id, society_id, n)
);
CREATE UNIQUE INDEX application_current ON application (round_id, society_id) WHERE status NOT IN ('withdrawn');

CREATE TABLE expert (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  account_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  discipline_group text NOT NULL,
  employer text NOT NULL DEFAULT '',
  max_load int NOT NULL DEFAULT 12,
  active boolean NOT NULL DEFAULT true,
  UNIQUE (realm, code)
);

CREATE TABLE panel_member (
  round_id uuid NOT NULL REFERENCES round,
  expert_id uuid NOT NULL REFERENCES expert,
  realm text NOT NULL REFERENCES realm,
  declared_at timestamptz,
  PRIMARY KEY (round_id, expert_id)
);

CREATE TABLE conflict (
  round_id uuid NOT NULL REFERENCES round,
  expert_id uuid NOT NULL REFERENCES expert,
  application_id uuid NOT NULL REFERENCES application,
  realm text NOT NULL REFERENCES realm,
  source text NOT NULL CHECK (source IN ('declared', 'detected')),
  reason text NOT NULL,
  PRIMARY KEY (expert_id, application_id)
);

CREATE TABLE review (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  application_id uuid NOT NULL REFERENCES application,
  expert_id uuid NOT NULL REFERENCES expert,
  state text NOT NULL DEFAULT 'assigned' CHECK (state IN ('assigned', 'scored', 'recused', 'released')),
  entry jsonb,
  total_thousandths bigint,
  scored_at timestamptz,
  UNIQUE (application_id, expert_id)
);

CREATE TABLE defence_slot (
  application_id uuid PRIMARY KEY REFERENCES application,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  panel text NOT NULL,
  position int NOT NULL,
  starts_at timestamptz NOT NULL,
  minutes int NOT NULL,
  UNIQUE (round_id, panel, position)
);

-- Where an application stands after review, and whether it is on the list.
CREATE TABLE placement (
  round_id uuid NOT NULL REFERENCES round,
  application_id uuid PRIMARY KEY REFERENCES application,
  society_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm,
  rank int NOT NULL,
  score_thousandths bigint NOT NULL,
  raw_thousandths bigint NOT NULL,
  spread_thousandths bigint NOT NULL,
  reviews int NOT NULL,
  tier text,
  status text NOT NULL CHECK (status IN ('listed', 'reserve', 'removed', 'awarded')),
  why jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE publicity_entry (
  stage_id uuid NOT NULL REFERENCES stage,
  society_id uuid NOT NULL REFERENCES society,
  application_id uuid NOT NULL REFERENCES application,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  tier text NOT NULL,
  status text NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'removed')),
  PRIMARY KEY (stage_id, society_id)
);

CREATE TABLE objection (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  stage_id uuid NOT NULL REFERENCES stage,
  society_id uuid NOT NULL REFERENCES society,
  fact_id uuid NOT NULL REFERENCES fact,
  named boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'lead', 'upheld', 'rejected')),
  grounds text NOT NULL,
  answer text,
  answer_due_at timestamptz,
  received_at timestamptz NOT NULL,
  answered_at timestamptz
);
CREATE INDEX objection_stage ON objection (stage_id, state);

-- Who objected: confidential, read by the discipline role and by staff who answer.
CREATE TABLE objector (
  objection_id uuid PRIMARY KEY REFERENCES objection,
  realm text NOT NULL REFERENCES realm,
  name text NOT NULL,
  contact text NOT NULL
);

CREATE TABLE project (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  application_id uuid NOT NULL REFERENCES application,
  number text NOT NULL,
  tier text NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  status text NOT NULL DEFAULT 'awarded' CHECK (status IN ('awarded', 'running', 'terminated', 'accepted', 'failed')),
  plan jsonb,
  created_at timestamptz NOT NULL,
  signed_at timestamptz,
  closed_at timestamptz,
  UNIQUE (round_id, society_id),
  UNIQUE (realm, number)
);

CREATE TABLE verdict (
  project_id uuid NOT NULL REFERENCES project,
  year int NOT NULL,
  realm text NOT NULL REFERENCES realm,
  society_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('continue', 'adjust', 'terminate')),
  recommended text NOT NULL,
  score_thousandths bigint,
  reason text NOT NULL DEFAULT '',
  minutes text NOT NULL DEFAULT '',
  command_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (project_id, year)
);

-- Double-entry: the entries of one posting sum to zero, checked at commit. Positive is debit.
CREATE TABLE ledger_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  realm text NOT NULL REFERENCES realm,
  project_id uuid NOT NULL REFERENCES project,
  society_id uuid NOT NULL,
  posting text NOT NULL,
  account text NOT NULL,
  amount_cents bigint NOT NULL,
  memo text NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (posting, account)
);
CREATE FUNCTION app.posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount_cents) FROM ledger_entry WHERE posting = NEW.posting) <> 0 THEN
    RAISE EXCEPTION 'posting % does not balance', NEW.posting USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balances AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.posting_balances();

CREATE TABLE outbox (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  task_id uuid REFERENCES task,
  society_id uuid,
  wave text NOT NULL DEFAULT '',
  deadline_version int NOT NULL DEFAULT 0,
  unique_key text NOT NULL,
  template text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  recipient text NOT NULL,
  locale text NOT NULL DEFAULT 'zh',
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'claimed', 'sent', 'failed', 'cancelled')),
  subject text,
  body text,
  attempts int NOT NULL DEFAULT 0,
  last_error text,
  not_before timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_until timestamptz,
  queued_at timestamptz NOT NULL,
  sent_at timestamptz,
  UNIQUE (realm, unique_key)
);
CREATE INDEX outbox_unsent ON outbox (realm, not_before) WHERE state IN ('queued', 'claimed');

CREATE TABLE audit (
  stream text NOT NULL,
  n int NOT NULL,
  realm text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  action text NOT NULL,
  body jsonb NOT NULL,
  prev bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (stream, n)
);
CREATE TABLE audit_head (stream text PRIMARY KEY, n int NOT NULL, hash bytea NOT NULL);
CREATE TABLE audit_anchor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  streams int NOT NULL,
  prev bytea NOT NULL,
  hash bytea NOT NULL
);
