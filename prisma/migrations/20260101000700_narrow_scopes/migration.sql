-- A scope of one society sees nothing of the others, also in tables that belong to the realm: whose letters were written,
-- what others' cases and projects stand at, who objected, who reviews whom.

CREATE FUNCTION app.whole_realm() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.society', true) = '*'
$$;
GRANT EXECUTE ON FUNCTION app.whole_realm() TO xuehui_app;

-- The office's, the experts' and the discipline role's own.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['command', 'panel_member', 'conflict', 'review', 'objector'] LOOP
    EXECUTE format('ALTER POLICY scope ON %I USING (app.in_realm(realm) AND app.whole_realm())', t);
  END LOOP;
END $$;

ALTER POLICY scope ON objection USING (app.in_realm(realm) AND app.in_society(society_id));
ALTER POLICY scope ON outbox USING (app.in_realm(realm) AND app.in_society(society_id)) WITH CHECK (app.in_realm(realm));

-- Stages belong to everybody, cases and projects to their society; gates and steps follow their workflow.
ALTER POLICY scope ON wait USING (app.in_realm(realm) AND (society_id IS NULL OR app.in_society(society_id)));
ALTER POLICY scope ON gate USING (app.in_realm(realm) AND (app.whole_realm() OR EXISTS (SELECT 1 FROM wait w WHERE w.workflow_id = gate.workflow_id)));
ALTER POLICY scope ON step USING (app.in_realm(realm) AND (app.whole_realm() OR EXISTS (SELECT 1 FROM wait w WHERE w.workflow_id = step.workflow_id)));
ALTER POLICY scope ON defence_slot USING (app.in_realm(realm) AND (app.whole_realm() OR EXISTS (SELECT 1 FROM application a WHERE a.id = application_id)));

-- It has no realm of its own: its gate's holds.
ALTER POLICY scope ON gate_extension USING (app.in_society(society_id) AND EXISTS (SELECT 1 FROM gate g WHERE g.id = gate_id));

ALTER POLICY scope ON audit USING (app.in_realm(realm) AND (app.whole_realm() OR stream = 'society/' || current_setting('app.society', true)));
