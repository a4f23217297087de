-- Figures of a capability assessment: corrected by a decision after they were sealed, and looked at by staff with evidence.

ALTER TABLE indicator_value ADD COLUMN corrected_by uuid;

CREATE TABLE figure_check (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  round_id uuid NOT NULL REFERENCES round,
  society_id uuid NOT NULL REFERENCES society,
  indicator text NOT NULL,
  -- The latest one of a figure holds; none is ever changed.
  n int NOT NULL CHECK (n > 0),
  state text NOT NULL CHECK (state IN ('verified', 'contested')),
  evidence text NOT NULL CHECK (evidence <> ''),
  note text NOT NULL DEFAULT '',
  by_account uuid,
  at timestamptz NOT NULL,
  UNIQUE (round_id, society_id, indicator, n)
);

ALTER TABLE figure_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE figure_check FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON figure_check USING (app.in_realm(realm) AND app.in_society(society_id));
GRANT SELECT, INSERT ON figure_check TO xuehui_app;
