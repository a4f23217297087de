-- What nobody's society hands in (scores, declarations, objections) is recorded in a chain of its application or its account:
-- one chain for a whole gate made every expert wait for all the others. Otherwise as before:
-- takes one fact. Shared gate lock first, as its own statement; the checks follow it and see what the lock waited for.
-- Answers {ok, ...} or {ok: false, code, ...}; never raises for an expected "no".
CREATE OR REPLACE FUNCTION app.submit(
  p_realm text, p_gate bigint, p_task uuid, p_kind text, p_payload jsonb, p_principal uuid, p_society uuid,
  p_key text, p_body_hash text, p_acknowledge boolean, p_gated boolean DEFAULT true
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE g gate; t task; f fact; due timestamptz; at_now timestamptz; extended gate_extension;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(p_principal::text), hashtext(p_key));
  SELECT * INTO f FROM fact WHERE principal = p_principal AND idem_key = p_key;
  IF FOUND THEN RETURN app.repeated(f, p_body_hash); END IF;
  PERFORM pg_advisory_xact_lock_shared(p_gate);
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
  -- A chain's head is locked until the commit: experts who hand in at one gate must not wait for one another.
  PERFORM app.audit_append(coalesce('society/' || p_society, 'application/' || f.application_id, 'account/' || p_principal), p_realm, p_principal::text, 'fact.' || p_kind,
    jsonb_build_object('fact', f.id, 'gate', p_gate, 'task', p_task, 'receipt', f.receipt, 'bodyHash', p_body_hash));
  RETURN app.receipt_of(f) || jsonb_build_object('repeated', false);
END $$;

-- The same question as before, with a plan that is kept: it is asked many times a second while a rehearsal comes to rest.
CREATE OR REPLACE FUNCTION app.unquiet(p_realm text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN CASE
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND (state = 'busy' OR (state = 'parked' AND rung))) THEN 'busy'
    WHEN EXISTS (SELECT 1 FROM wait WHERE realm = p_realm AND state = 'parked' AND until <= app.now(p_realm)) THEN 'due'
    WHEN EXISTS (SELECT 1 FROM fact WHERE realm = p_realm AND acknowledged_at IS NULL) THEN 'fact'
    WHEN EXISTS (SELECT 1 FROM command WHERE realm = p_realm AND state = 'received') THEN 'command'
    WHEN EXISTS (SELECT 1 FROM outbox WHERE realm = p_realm AND state IN ('queued', 'claimed')) THEN 'mail'
  END;
END $$;
