-- Functions of the hot paths, row-level security, grants.

-- The only clock of the domain: real time in the live realm, a stored and stepped instant in a rehearsal.
CREATE FUNCTION app.now(p_realm text) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT CASE WHEN kind = 'live' THEN clock_timestamp() ELSE now_at END FROM realm WHERE id = p_realm
$$;

-- Appends to one hash-chained stream. The head row is the stream's lock.
CREATE FUNCTION app.audit_append(p_stream text, p_realm text, p_actor text, p_action text, p_body jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE head audit_head; next_hash bytea; at_now timestamptz := clock_timestamp();
BEGIN
  INSERT INTO audit_head (stream, n, hash) VALUES (p_stream, 0, '\x00')
    ON CONFLICT (stream) DO UPDATE SET n = audit_head.n RETURNING * INTO head;
  next_hash := app.audit_hash(head.hash, p_stream, head.n + 1, p_realm, at_now, p_actor, p_action, p_body);
  INSERT INTO audit (stream, n, realm, at, actor, action, body, prev, hash)
    VALUES (p_stream, head.n + 1, p_realm, at_now, p_actor, p_action, p_body, head.hash, next_hash);
  UPDATE audit_head SET n = head.n + 1, hash = next_hash WHERE stream = p_stream;
END $$;

CREATE FUNCTION app.audit_hash(p_prev bytea, p_stream text, p_n int, p_realm text, p_at timestamptz, p_actor text, p_action text, p_body jsonb)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(p_prev || convert_to(
    p_stream || E'\n' || p_n || E'\n' || p_realm || E'\n' || (extract(epoch FROM p_at) * 1000000)::bigint || E'\n' || p_actor || E'\n' || p_action || E'\n' || p_body::text, 'UTF8'))
$$;

-- Hashes all stream heads together with the anchor before.
CREATE FUNCTION app.audit_anchor_now() RETURNS audit_anchor LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE last bytea; made audit_anchor; heads bytea; many int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_anchor'));
  SELECT hash INTO last FROM audit_anchor ORDER BY id DESC LIMIT 1;
  SELECT count(*), sha256(convert_to(coalesce(string_agg(stream || ':' || n || ':' || encode(hash, 'hex'), E'\n' ORDER BY stream), ''), 'UTF8'))
    INTO many, heads FROM audit_head;
  INSERT INTO audit_anchor (streams, prev, hash)
    VALUES (many, coalesce(last, '\x00'), sha256(coalesce(last, '\x00') || heads)) RETURNING * INTO made;
  RETURN made;
END $$;

-- Streams whose chain does not hold: a hash that differs, a gap, or a head that is not the last entry.
CREATE FUNCTION app.audit_broken() RETURNS TABLE (stream text, n int, problem text) LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  WITH chain AS (
    SELECT a.*, lag(a.hash, 1, '\x00'::bytea) OVER w AS before, row_number() OVER w AS expected
    FROM audit a WINDOW w AS (PARTITION BY a.stream ORDER BY a.n))
  SELECT c.stream, c.n, CASE WHEN c.n <> c.expected THEN 'gap' WHEN c.prev <> c.before THEN 'link' ELSE 'content' END
    FROM chain c
    WHERE c.n <> c.expected OR c.prev <> c.before
       OR c.hash <> app.audit_hash(c.prev, c.stream, c.n, c.realm, c.at, c.actor, c.action, c.body)
  UNION ALL
  SELECT h.stream, h.n, 'head' FROM audit_head h
    LEFT JOIN audit a ON a.stream = h.stream AND a.n = h.n WHERE h.n > 0 AND (a.hash IS NULL OR a.hash <> h.hash)
$$;

-- Takes one fact. Shared gate lock first, as its own statement; the checks follow it and see what the lock waited for.
-- Answers {ok, ...} or {ok: false, code, ...}; never raises for an expected "no".
CREATE FUNCTION app.submit(
  p_realm text, p_gate bigint, p_task uuid, p_kind text, p_payload jsonb, p_principal uuid, p_society uuid,
  p_key text, p_body_hash text, p_acknowledge boolean, p_gated boolean DEFAULT true
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE g gate; t task; f fact; due timestamptz; at_now timestamptz; extended gate_extension;
BEGIN
  SELECT * INTO f FROM fact WHERE principal = p_principal AND idem_key = p_key;
  IF FOUND THEN RETURN app.repeated(f, p_body_hash); END IF;
  PERFORM pg_advisory_xact_lock_shared(p_gate);
  -- A twin of this request may have committed while we waited for the lock.
  SELECT * INTO f FROM fact WHERE principal = p_principal AND idem_key = p_key;
  IF FOUND THEN RETURN app.repeated(f, p_body_hash); END IF;
  SELECT * INTO g FROM gate WHERE id = p_gate AND realm = p_realm;
  IF NOT FOUND THEN RETURN jsonb_build_object('ok', false, 'code', 'NOT_FOUND'); END IF;
  at_now := app.now(p_realm);
  SELECT * INTO extended FROM gate_extension WHERE gate_id = p_gate AND society_id = p_society;
  due := coalesce(extended.due_at, g.due_at);
  -- Withdrawal is free until approval: it is recorded at the gate it came through, open or not.
  IF p_gated THEN
    IF g.status <> 'open' THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_CLOSED', 'due', due); END IF;
    IF g.suspended_at IS NOT NULL THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_SUSPENDED', 'since', g.suspended_at); END IF;
    IF at_now < g.opens_at THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_NOT_OPEN', 'opens', g.opens_at); END IF;
    IF at_now >= due THEN RETURN jsonb_build_object('ok', false, 'code', 'DEADLINE_PASSED', 'due', due, 'at', at_now); END IF;
  END IF;
  IF p_task IS NOT NULL THEN
    SELECT * INTO t FROM task WHERE id = p_task AND gate_id = p_gate FOR UPDATE;
    IF NOT FOUND THEN RETURN jsonb_build_object('ok', false, 'code', 'NOT_FOUND'); END IF;
    IF t.state = 'done' THEN RETURN jsonb_build_object('ok', false, 'code', 'ALREADY_SUBMITTED', 'at', t.done_at); END IF;
    IF t.state <> 'open' THEN RETURN jsonb_build_object('ok', false, 'code', 'GATE_CLOSED', 'due', due); END IF;
    UPDATE task SET state = 'done', done_at = at_now WHERE id = p_task;
    DELETE FROM draft WHERE task_id = p_task;
  END IF;
  INSERT INTO fact (realm, gate_id, task_id, round_id, project_id, application_id, workflow_id, kind, society_id, principal, payload, idem_key, body_hash, receipt, at, acknowledged_at)
    VALUES (p_realm, p_gate, p_task, g.round_id, g.project_id, coalesce(t.application_id, g.application_id), g.workflow_id, p_kind, p_society, p_principal, p_payload, p_key, p_body_hash,
      'R' || to_char(at_now AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(nextval('receipt_number')::text, 6, '0'),
      at_now, CASE WHEN p_acknowledge THEN at_now END)
    RETURNING * INTO f;
  PERFORM app.audit_append(coalesce('society/' || p_society, 'gate/' || p_gate), p_realm, p_principal::text, 'fact.' || p_kind,
    jsonb_build_object('fact', f.id, 'gate', p_gate, 'task', p_task, 'receipt', f.receipt, 'bodyHash', p_body_hash));
  RETURN app.receipt_of(f) || jsonb_build_object('repeated', false);
END $$;

CREATE FUNCTION app.receipt_of(f fact) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('ok', true, 'factId', f.id, 'receipt', f.receipt, 'at', f.at, 'bodyHash', f.body_hash, 'workflowId', f.workflow_id, 'gateId', f.gate_id)
$$;
CREATE FUNCTION app.repeated(f fact, p_body_hash text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN f.body_hash = p_body_hash THEN app.receipt_of(f) || jsonb_build_object('repeated', true)
    ELSE jsonb_build_object('ok', false, 'code', 'KEY_REUSED') END
$$;

-- Wakes a workflow: the mark is durable, the signal that follows may be lost.
CREATE FUNCTION app.ring(p_workflow text) RETURNS void LANGUAGE sql AS $$
  UPDATE wait SET rung = true, touched_at = clock_timestamp() WHERE workflow_id = p_workflow AND state <> 'closed' AND NOT rung
$$;

-- The unsent mail that a sender may take, leased. SKIP LOCKED: several senders do not wait for each other.
CREATE FUNCTION app.claim_mail(p_realm text, p_limit int, p_lease interval) RETURNS SETOF outbox LANGUAGE sql AS $$
  UPDATE outbox SET state = 'claimed', claimed_until = clock_timestamp() + p_lease, attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox
    WHERE realm = p_realm AND not_before <= clock_timestamp()
      AND (state = 'queued' OR (state = 'claimed' AND claimed_until < clock_timestamp()))
    ORDER BY queued_at, unique_key LIMIT p_limit FOR UPDATE SKIP LOCKED)
  RETURNING *
$$;

-- Whether nothing in a realm is under way: then its clock may step.
CREATE FUNCTION app.unquiet(p_realm text) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND (state = 'busy' OR (state = 'parked' AND rung))) THEN 'busy'
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND state = 'parked' AND until <= app.now(p_realm)) THEN 'due'
    WHEN EXISTS (SELECT 1 FROM fact WHERE realm = p_realm AND acknowledged_at IS NULL) THEN 'fact'
    WHEN EXISTS (SELECT 1 FROM command WHERE realm = p_realm AND state = 'received') THEN 'command'
    WHEN EXISTS (SELECT 1 FROM outbox WHERE realm = p_realm AND state IN ('queued', 'claimed')) THEN 'mail'
  END
$$;

-- Row-level security: a realm is always in scope, and one society or all ('*'). No scope, no rows.
CREATE FUNCTION app.in_realm(p_realm text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_realm = current_setting('app.realm', true)
$$;
CREATE FUNCTION app.in_society(p_society uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_setting('app.society', true) = '*' OR p_society::text = current_setting('app.society', true)
$$;

DO $$
DECLARE t text;
BEGIN
  -- Rows of one society.
  FOREACH t IN ARRAY ARRAY['society_record', 'indicator_value', 'assessment', 'application', 'placement', 'project', 'verdict', 'ledger_entry', 'gate_extension'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    IF t = 'gate_extension' THEN
      EXECUTE format('CREATE POLICY scope ON %I USING (app.in_society(society_id))', t);
    ELSE
      EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.in_society(society_id))', t);
    END IF;
  END LOOP;
  -- Rows that may belong to one society or to none.
  FOREACH t IN ARRAY ARRAY['task', 'fact', 'draft'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm) AND app.in_society(society_id))', t);
  END LOOP;
  -- Rows of the realm.
  FOREACH t IN ARRAY ARRAY['round', 'wait', 'stage', 'gate', 'step', 'command', 'expert', 'panel_member', 'conflict', 'review', 'defence_slot', 'publicity_entry', 'objection', 'objector', 'outbox'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY scope ON %I USING (app.in_realm(realm))', t);
  END LOOP;
  EXECUTE 'ALTER TABLE society ENABLE ROW LEVEL SECURITY';
  EXECUTE 'ALTER TABLE society FORCE ROW LEVEL SECURITY';
  EXECUTE 'CREATE POLICY scope ON society USING (app.in_realm(realm) AND app.in_society(id))';
  EXECUTE 'ALTER TABLE audit ENABLE ROW LEVEL SECURITY';
  EXECUTE 'CREATE POLICY scope ON audit FOR SELECT USING (app.in_realm(realm))';
END $$;

GRANT USAGE ON SCHEMA public, app TO xuehui_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO xuehui_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO xuehui_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO xuehui_app;
-- Append-only: nobody who serves requests can change what was recorded.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit, audit_head, audit_anchor FROM xuehui_app;
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, verdict FROM xuehui_app;
REVOKE DELETE, TRUNCATE ON fact, command, gate, step, application, round FROM xuehui_app;
