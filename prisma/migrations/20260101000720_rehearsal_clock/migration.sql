-- One look at a rehearsal's clock, in one statement: whoever waits for quiet asks often. The scope lasts for this statement's
-- transaction only.
CREATE FUNCTION app.rehearsal_clock(p_realm text, OUT why text, OUT now_at timestamptz, OUT due timestamptz)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('app.realm', p_realm, true), set_config('app.society', '*', true);
  why := app.unquiet(p_realm);
  SELECT r.now_at INTO now_at FROM realm r WHERE r.id = p_realm;
  SELECT min(w.until) INTO due FROM wait w WHERE w.realm = p_realm AND w.state = 'parked';
END $$;
GRANT EXECUTE ON FUNCTION app.rehearsal_clock(text) TO xuehui_app;
