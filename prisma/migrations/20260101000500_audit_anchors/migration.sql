-- Anchors that anybody can compute again from the record: an anchor covers every entry of the live realm up to its
-- instant. For that, no entry may be under way at that instant: appending holds a lock shared until its commit, the anchor
-- takes it exclusively for the moment in which it reads the clock.

CREATE OR REPLACE FUNCTION app.audit_append(p_stream text, p_realm text, p_actor text, p_action text, p_body jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE head audit_head; next_hash bytea; at_now timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('audit_append'));
  at_now := clock_timestamp();
  INSERT INTO audit_head (stream, n, hash) VALUES (p_stream, 0, '\x00')
    ON CONFLICT (stream) DO UPDATE SET n = audit_head.n RETURNING * INTO head;
  next_hash := app.audit_hash(head.hash, p_stream, head.n + 1, p_realm, at_now, p_actor, p_action, p_body);
  INSERT INTO audit (stream, n, realm, at, actor, action, body, prev, hash)
    VALUES (p_stream, head.n + 1, p_realm, at_now, p_actor, p_action, p_body, head.hash, next_hash);
  UPDATE audit_head SET n = head.n + 1, hash = next_hash WHERE stream = p_stream;
END $$;

-- All heads of the live realm as they were at an instant, in one hash. Rehearsals come and go, and are left out.
CREATE FUNCTION app.audit_heads(p_until timestamptz, OUT streams int, OUT hash bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  SELECT count(*)::int, sha256(convert_to(coalesce(string_agg(h.stream || ':' || h.n || ':' || encode(h.hash, 'hex'), E'\n' ORDER BY h.stream COLLATE "C"), ''), 'UTF8'))
  FROM (SELECT DISTINCT ON (stream) stream, n, hash FROM audit WHERE realm = 'live' AND at <= p_until ORDER BY stream, n DESC) h
$$;

CREATE OR REPLACE FUNCTION app.audit_anchor_now() RETURNS audit_anchor LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE last bytea; made audit_anchor; until timestamptz; heads bytea; many int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_anchor'));
  PERFORM pg_advisory_lock(hashtext('audit_append'));
  until := clock_timestamp();
  PERFORM pg_advisory_unlock(hashtext('audit_append'));
  SELECT a.hash INTO last FROM audit_anchor a ORDER BY a.id DESC LIMIT 1;
  SELECT h.streams, h.hash INTO many, heads FROM app.audit_heads(until) h;
  INSERT INTO audit_anchor (at, streams, prev, hash)
    VALUES (until, many, coalesce(last, '\x00'), sha256(coalesce(last, '\x00') || heads)) RETURNING * INTO made;
  RETURN made;
END $$;

-- An anchor, unless there is one that is young enough: several workers may ask.
CREATE FUNCTION app.audit_anchor_due(p_every interval) RETURNS SETOF audit_anchor LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_anchor'));
  IF EXISTS (SELECT 1 FROM audit_anchor WHERE at > clock_timestamp() - p_every) THEN RETURN; END IF;
  RETURN NEXT app.audit_anchor_now();
END $$;

-- Anchors that do not hold: not linked to the one before; or, for the newest and for a hash that was kept elsewhere, not
-- what the record gives today. A kept hash that is not among the anchors is `unknown`.
CREATE FUNCTION app.audit_anchors_broken(p_kept bytea DEFAULT NULL) RETURNS TABLE (at timestamptz, hash text, problem text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  WITH chain AS (SELECT a.*, lag(a.hash, 1, '\x00'::bytea) OVER (ORDER BY a.id) AS before, max(a.id) OVER () AS newest FROM audit_anchor a)
  SELECT c.at, encode(c.hash, 'hex'), CASE WHEN c.prev <> c.before THEN 'link' ELSE 'content' END
    FROM chain c
    WHERE c.prev <> c.before OR ((c.id = c.newest OR c.hash = p_kept) AND c.hash <> sha256(c.prev || (app.audit_heads(c.at)).hash))
  UNION ALL
  SELECT NULL, encode(p_kept, 'hex'), 'unknown' WHERE p_kept IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_anchor a WHERE a.hash = p_kept)
$$;

GRANT EXECUTE ON FUNCTION app.audit_heads(timestamptz), app.audit_anchor_due(interval), app.audit_anchors_broken(bytea) TO xuehui_app;
