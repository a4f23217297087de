-- The working-day calendar: the notices recorded beyond the shipped data, and what each deadline rests on.

CREATE TABLE calendar_notice (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  -- The calendar's version in the realm from this record on: 1, 2, …; a withdrawal takes the next number too.
  n int NOT NULL CHECK (n > 0),
  -- The year that it announces; null when it only changes days of years that are known.
  year int CHECK (year BETWEEN 2000 AND 2200),
  document_number text NOT NULL CHECK (document_number <> ''),
  issued_on date NOT NULL,
  title text NOT NULL DEFAULT '',
  rest_days date[] NOT NULL,
  working_days date[] NOT NULL,
  reason text NOT NULL DEFAULT '',
  recorded_by uuid,
  recorded_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_n int,
  withdrawal_reason text,
  UNIQUE (realm, n)
);

ALTER TABLE calendar_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON calendar_notice USING (app.in_realm(realm));
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_notice TO xuehui_app;

-- How the due instant came about (domain/calendar/due-basis.ts), null once staff have set it; and by which calendar.
ALTER TABLE gate ADD COLUMN due_basis jsonb;
ALTER TABLE gate ADD COLUMN due_calendar text NOT NULL DEFAULT '';

-- The calendar in force in a realm: {n, notices: [{year, restDays, workingDays}]}, oldest first.
CREATE FUNCTION app.calendar(p_realm text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'n', coalesce(max(greatest(c.n, c.withdrawn_n)), 0),
    'notices', coalesce(jsonb_agg(jsonb_build_object('year', c.year, 'restDays', c.rest_days, 'workingDays', c.working_days) ORDER BY c.n)
      FILTER (WHERE c.withdrawn_at IS NULL), '[]'))
  FROM calendar_notice c WHERE c.realm = p_realm
$$;
GRANT EXECUTE ON FUNCTION app.calendar(text) TO xuehui_app;
