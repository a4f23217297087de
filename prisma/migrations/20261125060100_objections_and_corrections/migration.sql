-- Objections with admissibility, one re-examination and leads; when and where a list was posted; decisions that are corrected,
-- with the attempts and steps that a correction supersedes. Histories stay: nothing is deleted, what no longer counts says by which command.

ALTER TABLE objection DROP CONSTRAINT objection_state_check;
ALTER TABLE objection
  ADD CONSTRAINT objection_state_check CHECK (state IN ('open', 'lead', 'inadmissible', 'upheld', 'rejected', 'lapsed')),
  ADD COLUMN admissibility jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN answered_by uuid;

-- One for an objection: the key says so.
CREATE TABLE reexamination (
  objection_id uuid PRIMARY KEY REFERENCES objection,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  fact_id uuid NOT NULL REFERENCES fact,
  requested_by text NOT NULL CHECK (requested_by IN ('objector', 'society')),
  grounds text NOT NULL,
  first_state text NOT NULL CHECK (first_state IN ('upheld', 'rejected')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'changed')),
  answer text,
  decided_by uuid,
  requested_at timestamptz NOT NULL,
  answer_due_at timestamptz,
  decided_at timestamptz
);
CREATE INDEX reexamination_round ON reexamination (round_id, state);

-- What came without a name, or too late: registered, transferred, verified, answered, closed.
CREATE TABLE lead (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  objection_id uuid UNIQUE REFERENCES objection,
  source text NOT NULL CHECK (source IN ('anonymous', 'late', 'unsealed', 'hotline', 'mailbox', 'inspection')),
  grounds text NOT NULL,
  state text NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'transferred', 'verified', 'answered', 'closed')),
  result text CHECK (result IN ('founded', 'unfounded', 'notVerifiable')),
  transferred_to text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  registered_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX lead_round ON lead (round_id, state);

-- Where and since when a list is public; the period counts from the latest.
CREATE TABLE posting (
  stage_id uuid NOT NULL REFERENCES stage,
  medium text NOT NULL,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  posted_on date NOT NULL,
  reference text NOT NULL DEFAULT '',
  PRIMARY KEY (stage_id, medium)
);

CREATE TABLE correction_notice (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  stage_id uuid NOT NULL REFERENCES stage,
  text text NOT NULL,
  restarts boolean NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX correction_notice_stage ON correction_notice (stage_id);

ALTER TABLE stage ADD COLUMN superseded_by uuid, ADD COLUMN reopening jsonb;

ALTER TABLE step DROP CONSTRAINT step_workflow_id_key_key;
ALTER TABLE step DROP CONSTRAINT step_status_check;
ALTER TABLE step
  ADD CONSTRAINT step_status_check CHECK (status IN ('open', 'done', 'skipped', 'superseded')),
  ADD COLUMN superseded_by uuid;
CREATE UNIQUE INDEX step_current ON step (workflow_id, key) WHERE status <> 'superseded';

ALTER TABLE command ADD COLUMN at timestamptz, ADD COLUMN before jsonb, ADD COLUMN corrected_by uuid;
CREATE INDEX command_workflow ON command (workflow_id, kind);

ALTER TABLE application ADD COLUMN attempt int NOT NULL DEFAULT 1;

-- Nothing of a verdict is ever changed: one that was corrected is followed by the next of that year.
ALTER TABLE verdict ADD COLUMN n int NOT NULL DEFAULT 1;
ALTER TABLE verdict DROP CONSTRAINT verdict_pkey;
ALTER TABLE verdict ADD PRIMARY KEY (project_id, year, n);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reexamination', 'lead', 'posting', 'correction_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
-- A lead is walled off from those concerned: no society sees one.
CREATE POLICY scope ON lead USING (app.in_realm(realm) AND app.whole_realm());
CREATE POLICY scope ON reexamination USING (app.in_realm(realm) AND app.in_society(society_id));
CREATE POLICY scope ON posting USING (app.in_realm(realm));
CREATE POLICY scope ON correction_notice USING (app.in_realm(realm));
GRANT SELECT, INSERT, UPDATE, DELETE ON reexamination, lead, posting, correction_notice TO xuehui_app;
