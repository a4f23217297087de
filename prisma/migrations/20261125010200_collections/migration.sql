-- What came of a society's hand-in in a collection of materials: its figures checked, and the outcome when the stage ended.
CREATE TABLE collection_result (
  round_id uuid NOT NULL REFERENCES round,
  stage text NOT NULL,
  society_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm,
  fact_id uuid REFERENCES fact,
  late boolean NOT NULL DEFAULT false,
  lines jsonb NOT NULL DEFAULT '[]',
  outcome jsonb,
  inputs_hash text NOT NULL DEFAULT '',
  rule_version int NOT NULL DEFAULT 1,
  PRIMARY KEY (round_id, stage, society_id)
);
CREATE INDEX collection_result_fact ON collection_result (fact_id) WHERE fact_id IS NOT NULL;
ALTER TABLE collection_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE collection_result FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON collection_result USING (app.in_realm(realm) AND app.in_society(society_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON collection_result TO xuehui_app;
-- A batch looks for everything of one kind that came in a round.
CREATE INDEX fact_round_kind ON fact (round_id, kind);
