-- A society that was on record twice: the duplicate names the one that stays, and stays itself, with what is history.
ALTER TABLE society ADD COLUMN merged_into uuid REFERENCES society;
ALTER TABLE society ADD CONSTRAINT society_merged CHECK ((status = 'merged') = (merged_into IS NOT NULL) AND merged_into IS DISTINCT FROM id);
CREATE INDEX society_merged_into ON society (merged_into) WHERE merged_into IS NOT NULL;

-- The decision: what went over, by table and key, and how much stayed under the duplicate.
CREATE TABLE society_merge (
  duplicate_id uuid PRIMARY KEY REFERENCES society,
  stays_id uuid NOT NULL REFERENCES society,
  realm text NOT NULL REFERENCES realm (id),
  reason text NOT NULL CHECK (reason <> ''),
  moved jsonb NOT NULL,
  kept jsonb NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX society_merge_stays ON society_merge (stays_id);
ALTER TABLE society_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE society_merge FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON society_merge USING (app.in_realm(realm) AND app.whole_realm());
GRANT SELECT, INSERT ON society_merge TO xuehui_app;

-- Workflows keep their names: the case of an application that has gone over is named after the record it was begun under.
ALTER TABLE application ADD COLUMN case_society_id uuid REFERENCES society;

-- The checks of figures go over with the figures; nothing else of them can be changed.
GRANT UPDATE (society_id) ON figure_check TO xuehui_app;

-- A scope may name several societies, separated by commas: the one that stays, and those that were merged into it. An id is
-- never a part of another one, and the expression stays one that the planner can put into the query.
CREATE OR REPLACE FUNCTION app.in_society(p_society uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.society', true) = '*' OR strpos(current_setting('app.society', true), p_society::text) > 0
$$;
ALTER POLICY scope ON audit USING (app.in_realm(realm)
  AND (app.whole_realm() OR (stream LIKE 'society/____________________________________' AND strpos(current_setting('app.society', true), substr(stream, 9)) > 0)));

-- As before, with the societies that were merged into the account's own.
CREATE OR REPLACE FUNCTION app.principal_of(p_account uuid, p_scopes text[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE a account; before text := coalesce(current_setting('app.realm', true), ''); before_society text := coalesce(current_setting('app.society', true), '');
  expert_id uuid; own uuid; merged jsonb := '[]';
BEGIN
  SELECT * INTO a FROM account WHERE id = p_account AND status = 'active';
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT society_id INTO own FROM membership WHERE account_id = a.id AND role = 'society';
  -- `expert` and `society` force their policies on the owner too.
  PERFORM set_config('app.realm', a.realm, true);
  SELECT id INTO expert_id FROM expert WHERE account_id = a.id AND active;
  IF own IS NOT NULL THEN
    PERFORM set_config('app.society', '*', true);
    SELECT coalesce(jsonb_agg(id ORDER BY code), '[]') INTO merged FROM society WHERE merged_into = own;
    PERFORM set_config('app.society', before_society, true);
  END IF;
  PERFORM set_config('app.realm', before, true);
  RETURN jsonb_build_object('accountId', a.id, 'realm', a.realm, 'name', a.name, 'locale', a.locale, 'expertId', expert_id, 'scopes', to_jsonb(p_scopes),
    'roles', (SELECT coalesce(jsonb_agg(role ORDER BY role), '[]') FROM membership WHERE account_id = a.id),
    'societyId', own, 'mergedSocietyIds', merged);
END $$;
REVOKE EXECUTE ON FUNCTION app.principal_of(uuid, text[]) FROM PUBLIC;
