-- Work over many records, one by one, and whole rehearsals: they go on when the tab is closed, and when the API is started again.

CREATE TABLE job (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm (id),
  kind text NOT NULL CHECK (kind IN ('acceptApplications', 'retryStuck', 'extendStuck', 'rehearsal')),
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  -- What was asked for.
  asked jsonb NOT NULL,
  progress jsonb,
  result jsonb,
  account_id uuid NOT NULL,
  locale text NOT NULL CHECK (locale IN ('zh', 'en')),
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Of the process that works on it: another one takes it up when this is old.
  beat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz
);
CREATE INDEX job_running ON job (beat_at) WHERE state = 'running';
CREATE INDEX job_newest ON job (realm, begun_at DESC, id);

CREATE TABLE job_item (
  job_id uuid NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  n int NOT NULL CHECK (n > 0),
  realm text NOT NULL REFERENCES realm (id),
  -- Id of the record that it is about.
  ref text NOT NULL,
  label text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'refused')),
  -- The refusal, as it was answered.
  problem jsonb,
  at timestamptz,
  PRIMARY KEY (job_id, n)
);

ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON job USING (app.in_realm(realm) AND app.whole_realm());
ALTER TABLE job_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_item FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON job_item USING (app.in_realm(realm) AND app.whole_realm());
GRANT SELECT, INSERT, UPDATE ON job, job_item TO xuehui_app;

-- The realms with work that nobody is at: whoever takes it up looks before it knows a realm.
CREATE FUNCTION app.orphaned_jobs(p_silent interval) RETURNS TABLE (id uuid, realm text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE before_realm text := coalesce(current_setting('app.realm', true), ''); before_society text := coalesce(current_setting('app.society', true), ''); r text;
BEGIN
  PERFORM set_config('app.society', '*', true);
  FOR r IN SELECT realm.id FROM realm LOOP
    PERFORM set_config('app.realm', r, true);
    RETURN QUERY SELECT j.id, j.realm FROM job j WHERE j.state = 'running' AND j.beat_at < clock_timestamp() - p_silent;
  END LOOP;
  PERFORM set_config('app.realm', before_realm, true), set_config('app.society', before_society, true);
END $$;
REVOKE EXECUTE ON FUNCTION app.orphaned_jobs(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.orphaned_jobs(interval) TO xuehui_app;
