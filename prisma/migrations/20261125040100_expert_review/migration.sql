-- Expert review in depth (000 §5.3): what is known of an expert, the drawing of the panel, proofs of assignments, group opinions, the defence.

ALTER TABLE expert
  ADD COLUMN sub_disciplines text[] NOT NULL DEFAULT '{}',
  ADD COLUMN keywords text[] NOT NULL DEFAULT '{}',
  ADD COLUMN neighbouring_groups text[] NOT NULL DEFAULT '{}',
  -- [{society, office, until?}] and [{society, title, endedOn?}], societies by code
  ADD COLUMN offices jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN joint_projects jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN version int NOT NULL DEFAULT 1;

-- The discipline group whose opinion this expert writes and signs; empty for most.
ALTER TABLE panel_member ADD COLUMN leads text NOT NULL DEFAULT '';

-- The seed is written down first (recorded_at); the draw follows (drawn_at) and can be repeated from pool and seed by anybody.
CREATE TABLE panel_draw (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  n int NOT NULL,
  seed text NOT NULL,
  witness text NOT NULL,
  -- [{code, group}], as it was when the seed was recorded
  pool jsonb NOT NULL,
  -- by group: how many are drawn
  wanted jsonb NOT NULL,
  substitutes int NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  drawn_at timestamptz,
  -- [{group, drawn: [code], substitutes: [code]}]
  result jsonb,
  UNIQUE (round_id, n)
);

-- What was computed, with the proof that nothing better exists.
CREATE TABLE assignment_run (
  round_id uuid NOT NULL REFERENCES round,
  n int NOT NULL,
  realm text NOT NULL REFERENCES realm,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('whole', 'gap')),
  seed text NOT NULL,
  readings int NOT NULL,
  affinity bigint NOT NULL,
  bound bigint NOT NULL,
  unevenness bigint NOT NULL,
  loads jsonb NOT NULL,
  PRIMARY KEY (round_id, n)
);

-- Applications that go on with fewer reviews than the programme wants, by a decision with its reason.
CREATE TABLE fewer_reviews (
  application_id uuid PRIMARY KEY REFERENCES application,
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  goes_on_with int NOT NULL,
  reason text NOT NULL,
  command_id uuid NOT NULL,
  decided_at timestamptz NOT NULL
);

CREATE TABLE group_summary (
  round_id uuid NOT NULL REFERENCES round,
  panel text NOT NULL,
  realm text NOT NULL REFERENCES realm,
  expert_id uuid NOT NULL REFERENCES expert,
  opinion text NOT NULL,
  -- [applicationId], best first
  ranking jsonb NOT NULL,
  deviation_reason text NOT NULL DEFAULT '',
  -- [{expertId, opinion}]
  dissent jsonb NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (round_id, panel)
);

CREATE TABLE defence_plan (
  round_id uuid PRIMARY KEY REFERENCES round,
  realm text NOT NULL REFERENCES realm,
  seed text NOT NULL,
  -- [{room, panel, windows: [{opensAt, closesAt}]}], epoch milliseconds
  rooms jsonb NOT NULL,
  planned_at timestamptz NOT NULL
);

ALTER TABLE defence_slot
  ADD COLUMN room text NOT NULL DEFAULT '',
  ADD COLUMN status text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'postponed', 'held')),
  -- {experts: [expertId], society: [name and office], at}
  ADD COLUMN attendance jsonb,
  -- {presentationFrom, presentationTo, questionsTo}, epoch milliseconds
  ADD COLUMN timekeeping jsonb,
  -- [{at, by, from, to, room, reason}]
  ADD COLUMN changes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN version int NOT NULL DEFAULT 1;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['panel_draw', 'assignment_run', 'fewer_reviews', 'group_summary', 'defence_plan'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.whole_realm())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO xuehui_app', t);
  END LOOP;
END $$;
