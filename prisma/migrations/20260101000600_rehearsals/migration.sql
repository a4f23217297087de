-- Rehearsals: a role for the program that runs them, and their deletion as a whole.

ALTER TABLE membership DROP CONSTRAINT membership_role_check;
ALTER TABLE membership ADD CONSTRAINT membership_role_check
  CHECK (role IN ('society', 'expert', 'groupLeader', 'auditor', 'finance', 'leadership', 'discipline', 'staff', 'administrator', 'operator'));

-- Every table with a column `realm`, in whatever order their references allow: a later table is included by itself.
-- The only way to remove what is otherwise append-only; never the live realm.
CREATE FUNCTION app.delete_rehearsal(p_realm text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE before_realm text := coalesce(current_setting('app.realm', true), ''); before_society text := coalesce(current_setting('app.society', true), '');
  remaining text[]; kept text[]; t text; streams text[];
BEGIN
  PERFORM 1 FROM realm WHERE id = p_realm AND kind = 'rehearsal' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'not a rehearsal: %', p_realm USING ERRCODE = 'invalid_parameter_value'; END IF;
  PERFORM set_config('app.realm', p_realm, true), set_config('app.society', '*', true);

  SELECT array_agg(c.table_name::text ORDER BY c.table_name) INTO remaining
    FROM information_schema.columns c JOIN information_schema.tables b USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'realm' AND b.table_type = 'BASE TABLE' AND c.table_name <> 'audit';
  DELETE FROM gate_extension WHERE gate_id IN (SELECT id FROM gate WHERE realm = p_realm);
  WHILE cardinality(remaining) > 0 LOOP
    kept := '{}';
    FOREACH t IN ARRAY remaining LOOP
      BEGIN
        EXECUTE format('DELETE FROM %I WHERE realm = $1', t) USING p_realm;
      EXCEPTION WHEN foreign_key_violation THEN
        kept := kept || t;
      END;
    END LOOP;
    IF cardinality(kept) = cardinality(remaining) THEN RAISE EXCEPTION 'tables of rehearsals refer to each other: %', kept; END IF;
    remaining := kept;
  END LOOP;

  -- Last: removing accounts was itself recorded. A chain goes as a whole.
  SELECT array_agg(DISTINCT stream) INTO streams FROM audit WHERE realm = p_realm;
  DELETE FROM audit WHERE realm = p_realm;
  DELETE FROM audit_head h WHERE h.stream = ANY(streams) AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.stream = h.stream);
  DELETE FROM realm WHERE id = p_realm;
  PERFORM set_config('app.realm', before_realm, true), set_config('app.society', before_society, true);
END $$;

-- Deleting asks each of these for what refers to it.
CREATE INDEX fact_task ON fact (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX outbox_task ON outbox (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX application_fact ON application (fact_id);
CREATE INDEX audit_realm ON audit (realm) WHERE realm <> 'live';

REVOKE EXECUTE ON FUNCTION app.delete_rehearsal(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.delete_rehearsal(text) TO xuehui_app;
