-- A contest of a recorded fact is answered by a deadline; the office is reminded of it, and told when it has passed.

-- `due_at` is null while the calendar does not know the year; `due_calendar` is the one that it was computed with, or tried.
ALTER TABLE fact_contest
  ADD COLUMN due_at timestamptz,
  -- domain/calendar/due-basis.ts
  ADD COLUMN due_basis jsonb,
  ADD COLUMN due_calendar text NOT NULL DEFAULT '',
  -- When somebody must look at it next: to remind, to tell that it is late, to compute its deadline. Null when nothing is left.
  ADD COLUMN next_at timestamptz,
  ADD COLUMN reminded_at timestamptz,
  ADD COLUMN overdue_told_at timestamptz;

-- Serves both questions: which are open, and whether one of them must be looked at.
DROP INDEX fact_contest_open;
CREATE INDEX fact_contest_open ON fact_contest (realm, next_at) WHERE state = 'open';

-- What is open already has its full period from today on [C]: nobody was told of a deadline before.
DO $$
DECLARE
  r text;
  before_realm text := coalesce(current_setting('app.realm', true), '');
  before_society text := coalesce(current_setting('app.society', true), '');
BEGIN
  PERFORM set_config('app.society', '*', true);
  FOR r IN SELECT id FROM realm LOOP
    PERFORM set_config('app.realm', r, true);
    UPDATE fact_contest SET next_at = app.now(r), due_basis = jsonb_build_object(
        'rule', 'period', 'from', to_char(app.now(r) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), 'count', 10, 'unit', 'workingDays', 'time', '24:00')
      WHERE realm = r AND state = 'open';
  END LOOP;
  PERFORM set_config('app.realm', before_realm, true), set_config('app.society', before_society, true);
END $$;

-- As before, with one look at the clock, and: a contest whose instant has come is due. One look at an index that is empty where nobody contests anything.
CREATE OR REPLACE FUNCTION app.unquiet(p_realm text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN CASE
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND (state = 'busy' OR (state = 'parked' AND rung))) THEN 'busy'
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND state = 'parked' AND until <= (SELECT app.now(p_realm))) THEN 'due'
    WHEN EXISTS (SELECT 1 FROM fact_contest WHERE realm = p_realm AND state = 'open' AND next_at <= (SELECT app.now(p_realm))) THEN 'due'
    WHEN EXISTS (SELECT 1 FROM fact WHERE realm = p_realm AND acknowledged_at IS NULL) THEN 'fact'
    WHEN EXISTS (SELECT 1 FROM command WHERE realm = p_realm AND state = 'received') THEN 'command'
    WHEN EXISTS (SELECT 1 FROM outbox WHERE realm = p_realm AND state IN ('queued', 'claimed')) THEN 'mail'
  END;
END $$;

-- The next instant at which something in a realm is due by itself.
CREATE FUNCTION app.next_due(p_realm text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT least(
    (SELECT min(until) FROM wait WHERE realm = p_realm AND state = 'parked'),
    (SELECT min(next_at) FROM fact_contest WHERE realm = p_realm AND state = 'open'))
$$;
GRANT EXECUTE ON FUNCTION app.next_due(text) TO xuehui_app;

CREATE OR REPLACE FUNCTION app.rehearsal_clock(p_realm text, OUT why text, OUT now_at timestamptz, OUT due timestamptz)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('app.realm', p_realm, true), set_config('app.society', '*', true);
  why := app.unquiet(p_realm);
  SELECT r.now_at INTO now_at FROM realm r WHERE r.id = p_realm;
  due := app.next_due(p_realm);
END $$;
