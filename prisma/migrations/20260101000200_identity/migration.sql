-- Who may come in: accounts, memberships, tokens, invitations (public) and the sign-in library's tables (auth).
-- Identity runs on real time (DESIGN §4): a rehearsal's clock never lengthens a token's life.

CREATE SCHEMA auth;

-- better-auth's own tables; only the sign-in library writes sessions, verifications and rate limits.
CREATE TABLE auth."user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  two_factor_enabled boolean DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE auth.session (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX "session_user" ON auth.session (user_id);
CREATE TABLE auth.credential (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (provider_id, account_id)
);
CREATE INDEX credential_user ON auth.credential (user_id);
CREATE TABLE auth.verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX verification_identifier ON auth.verification (identifier);
CREATE TABLE auth.rate_limit (
  id text PRIMARY KEY,
  key text NOT NULL UNIQUE,
  count int NOT NULL,
  last_request bigint NOT NULL
);
CREATE TABLE auth.two_factor (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true,
  failed_verification_count int DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX two_factor_user ON auth.two_factor (user_id);
CREATE INDEX two_factor_secret ON auth.two_factor (secret);

-- Back-off after wrong passwords, per address tried: the library's own limit is per client only.
CREATE TABLE auth.failed_sign_in (
  email_hash bytea PRIMARY KEY,
  failures int NOT NULL,
  blocked_until timestamptz,
  last_at timestamptz NOT NULL
);

-- A person or a machine that may act. Rehearsal accounts have no auth_user_id: they come by service token.
CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  locale text NOT NULL DEFAULT 'zh' CHECK (locale IN ('zh', 'en')),
  auth_user_id text UNIQUE REFERENCES auth."user",
  status text NOT NULL DEFAULT 'invited' CHECK (status IN ('invited', 'active', 'disabled')),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (realm, email),
  CHECK (auth_user_id IS NULL OR realm = 'live')
);

CREATE TABLE membership (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL CHECK (role IN ('society', 'expert', 'groupLeader', 'auditor', 'finance', 'leadership', 'discipline', 'staff', 'administrator')),
  society_id uuid REFERENCES society,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((role = 'society') = (society_id IS NOT NULL)),
  UNIQUE (account_id, role)
);
CREATE INDEX membership_society ON membership (society_id);

-- Only the token's SHA-256 is kept. Scopes are permission names; '*' is whatever the account's roles allow.
CREATE TABLE service_token (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  account_id uuid NOT NULL REFERENCES account,
  label text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX service_token_account ON service_token (account_id);

-- One-time links: an invited person sets a password, a forgotten one is replaced, the first administrator comes to be.
CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm,
  purpose text NOT NULL CHECK (purpose IN ('invite', 'reset', 'firstAdministrator')),
  account_id uuid REFERENCES account,
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((purpose = 'firstAdministrator') = (account_id IS NULL))
);
CREATE INDEX invitation_account ON invitation (account_id);

-- Answers of creating requests, kept so that a repeat creates nothing. Sealed: an answer may hold a token shown once.
CREATE TABLE idempotency (
  principal uuid NOT NULL,
  idem_key text NOT NULL,
  realm text NOT NULL REFERENCES realm,
  body_hash text NOT NULL,
  answer bytea,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (principal, idem_key)
);

-- Look-ups before a scope is known. Owned by the owner, who is not bound by these tables' policies (no FORCE here).

-- Everything a request needs to know about who sends it; no row for a disabled or unknown account.
CREATE FUNCTION app.principal_of(p_account uuid, p_scopes text[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE a account; before text := coalesce(current_setting('app.realm', true), ''); expert_id uuid;
BEGIN
  SELECT * INTO a FROM account WHERE id = p_account AND status = 'active';
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- `expert` forces its policy on the owner too.
  PERFORM set_config('app.realm', a.realm, true);
  SELECT id INTO expert_id FROM expert WHERE account_id = a.id AND active;
  PERFORM set_config('app.realm', before, true);
  RETURN jsonb_build_object('accountId', a.id, 'realm', a.realm, 'name', a.name, 'locale', a.locale, 'expertId', expert_id, 'scopes', to_jsonb(p_scopes),
    'roles', (SELECT coalesce(jsonb_agg(role ORDER BY role), '[]') FROM membership WHERE account_id = a.id),
    'societyId', (SELECT society_id FROM membership WHERE account_id = a.id AND role = 'society'));
END $$;
REVOKE EXECUTE ON FUNCTION app.principal_of(uuid, text[]) FROM PUBLIC;

CREATE FUNCTION app.principal_by_token(p_hash bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE t service_token;
BEGIN
  SELECT * INTO t FROM service_token WHERE token_hash = p_hash AND revoked_at IS NULL AND expires_at > clock_timestamp();
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- To the hour: a row written by every request would be the busiest of all.
  IF t.last_used_at IS NULL OR t.last_used_at < clock_timestamp() - interval '1 hour' THEN
    UPDATE service_token SET last_used_at = clock_timestamp() WHERE id = t.id;
  END IF;
  RETURN app.principal_of(t.account_id, t.scopes);
END $$;

CREATE FUNCTION app.principal_by_user(p_auth_user text) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  SELECT app.principal_of(id, ARRAY['*']) FROM account WHERE auth_user_id = p_auth_user
$$;

-- The address's account, to send a reset link to; at most one link asked for in five minutes, so that nobody's mailbox is filled.
-- The answer is never shown to whoever asked.
CREATE FUNCTION app.account_by_email(p_email text) RETURNS TABLE (id uuid, name text, email text, locale text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  SELECT a.id, a.name, a.email, a.locale FROM account a WHERE a.realm = 'live' AND a.email = lower(p_email) AND a.status <> 'disabled'
    AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.account_id = a.id AND i.created_by IS NULL AND i.created_at > clock_timestamp() - interval '5 minutes')
$$;

CREATE FUNCTION app.has_administrator() RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM account a JOIN membership m ON m.account_id = a.id
    WHERE a.realm = 'live' AND a.status = 'active' AND m.role = 'administrator')
$$;

-- Opens the one link for the first administrator, voiding those before it. False when there is an administrator.
CREATE FUNCTION app.open_first_administrator(p_hash bytea, p_valid interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('first_administrator'));
  IF app.has_administrator() THEN RETURN false; END IF;
  UPDATE invitation SET expires_at = clock_timestamp() WHERE purpose = 'firstAdministrator' AND used_at IS NULL AND expires_at > clock_timestamp();
  INSERT INTO invitation (realm, purpose, token_hash, expires_at) VALUES ('live', 'firstAdministrator', p_hash, clock_timestamp() + p_valid);
  RETURN true;
END $$;

-- What a link is for, without using it.
CREATE FUNCTION app.invitation_by_token(p_hash bytea) RETURNS TABLE (id uuid, purpose text, account_id uuid, name text, email text, locale text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
  SELECT i.id, i.purpose, i.account_id, a.name, a.email, a.locale FROM invitation i LEFT JOIN account a ON a.id = i.account_id
  WHERE i.token_hash = p_hash AND i.used_at IS NULL AND i.expires_at > clock_timestamp() AND coalesce(a.status, '') <> 'disabled'
    AND (i.purpose <> 'firstAdministrator' OR NOT app.has_administrator())
$$;

-- Uses a link up. Two clicks at once: the second waits for the first one's row and finds it used.
CREATE FUNCTION app.take_invitation(p_hash bytea) RETURNS TABLE (purpose text, account_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('first_administrator'));
  IF NOT EXISTS (SELECT 1 FROM app.invitation_by_token(p_hash)) THEN RETURN; END IF;
  RETURN QUERY UPDATE invitation i SET used_at = clock_timestamp() WHERE i.token_hash = p_hash AND i.used_at IS NULL
    RETURNING i.purpose, i.account_id;
END $$;

-- Wrong passwords: five are free, then 30 s doubling up to 15 min [C]; a day without one forgets them.
CREATE FUNCTION app.note_sign_in(p_email_hash bytea, p_ok boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, auth, pg_temp AS $$
DECLARE many int;
BEGIN
  IF p_ok THEN DELETE FROM failed_sign_in WHERE email_hash = p_email_hash; RETURN; END IF;
  INSERT INTO failed_sign_in AS f (email_hash, failures, last_at) VALUES (p_email_hash, 1, clock_timestamp())
    ON CONFLICT (email_hash) DO UPDATE SET last_at = clock_timestamp(),
      failures = CASE WHEN f.last_at < clock_timestamp() - interval '1 day' THEN 1 ELSE f.failures + 1 END
    RETURNING failures INTO many;
  UPDATE failed_sign_in SET blocked_until = CASE WHEN many >= 5
      THEN clock_timestamp() + least(interval '15 minutes', interval '30 seconds' * power(2, least(many, 20) - 5)) END
    WHERE email_hash = p_email_hash;
END $$;

CREATE FUNCTION app.sign_in_blocked_until(p_email_hash bytea) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = public, app, auth, pg_temp AS $$
  SELECT blocked_until FROM failed_sign_in WHERE email_hash = p_email_hash AND blocked_until > clock_timestamp()
$$;

-- Audit. The library's hooks run after its commit, so identity changes are recorded by triggers, in the same
-- transaction. Names and addresses stay out of the audit: it can never be erased.
CREATE FUNCTION app.audit_identity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE before jsonb := '{}'; after jsonb := '{}'; row_now jsonb; changed text[]; of_account text;
  secret constant text[] := ARRAY['token_hash', 'last_used_at', 'email', 'name', 'version'];
BEGIN
  IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
  row_now := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
  SELECT coalesce(array_agg(key ORDER BY key), '{}') INTO changed
    FROM jsonb_each(after) n FULL JOIN jsonb_each(before) o USING (key) WHERE n.value IS DISTINCT FROM o.value;
  IF TG_OP = 'UPDATE' AND changed <@ ARRAY['last_used_at', 'version'] THEN RETURN NULL; END IF;
  of_account := CASE TG_TABLE_NAME WHEN 'account' THEN row_now->>'id' ELSE coalesce(row_now->>'account_id', 'none') END;
  PERFORM app.audit_append('identity/' || of_account, row_now->>'realm',
    coalesce(nullif(current_setting('app.actor', true), ''), 'system'),
    TG_TABLE_NAME || '.' || lower(TG_OP),
    jsonb_build_object('row', row_now - secret, 'changed', CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(changed) ELSE '[]' END));
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION app.audit_identity();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON membership FOR EACH ROW EXECUTE FUNCTION app.audit_identity();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON service_token FOR EACH ROW EXECUTE FUNCTION app.audit_identity();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON invitation FOR EACH ROW EXECUTE FUNCTION app.audit_identity();

-- What the sign-in library does: sessions begun, passwords and second factors changed. Never a secret's value.
CREATE FUNCTION app.audit_auth() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, app, pg_temp AS $$
DECLARE row_now jsonb; of_account uuid; action text;
BEGIN
  row_now := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  SELECT id INTO of_account FROM account WHERE auth_user_id = row_now->>'user_id';
  IF of_account IS NULL THEN RETURN NULL; END IF;
  action := CASE TG_TABLE_NAME WHEN 'session' THEN 'signedIn' WHEN 'credential' THEN 'password' ELSE 'secondFactor' END || '.' || lower(TG_OP);
  PERFORM app.audit_append('identity/' || of_account, 'live', of_account::text, action, jsonb_build_object('id', row_now->>'id'));
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER INSERT ON auth.session FOR EACH ROW EXECUTE FUNCTION app.audit_auth();
CREATE TRIGGER audited AFTER INSERT OR DELETE ON auth.credential FOR EACH ROW EXECUTE FUNCTION app.audit_auth();
CREATE TRIGGER audited_change AFTER UPDATE OF password ON auth.credential FOR EACH ROW EXECUTE FUNCTION app.audit_auth();
CREATE TRIGGER audited AFTER INSERT OR DELETE ON auth.two_factor FOR EACH ROW EXECUTE FUNCTION app.audit_auth();
CREATE TRIGGER audited_change AFTER UPDATE OF secret, verified ON auth.two_factor FOR EACH ROW EXECUTE FUNCTION app.audit_auth();

-- Within a realm; a scope of one society sees that society's people only.
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON membership USING (app.in_realm(realm) AND app.in_society(society_id));
CREATE POLICY scope ON account USING (app.in_realm(realm)
  AND (current_setting('app.society', true) = '*' OR EXISTS (SELECT 1 FROM membership m WHERE m.account_id = account.id)));
CREATE POLICY scope ON service_token USING (app.in_realm(realm) AND EXISTS (SELECT 1 FROM account a WHERE a.id = account_id));
CREATE POLICY scope ON invitation USING (app.in_realm(realm) AND EXISTS (SELECT 1 FROM account a WHERE a.id = account_id));
CREATE POLICY scope ON idempotency USING (app.in_realm(realm));

-- Mails about accounts belong to no round.
ALTER TABLE outbox ALTER COLUMN round_id DROP NOT NULL;

GRANT USAGE ON SCHEMA auth TO xuehui_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO xuehui_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON account, membership, service_token, invitation, idempotency TO xuehui_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO xuehui_app;
REVOKE EXECUTE ON FUNCTION app.principal_of(uuid, text[]) FROM xuehui_app;
REVOKE DELETE ON account, service_token, invitation FROM xuehui_app;
