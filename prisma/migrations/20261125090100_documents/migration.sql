-- Uploaded documents. The bytes are kept outside, by SHA-256; who may read them is decided by the record that names them.

CREATE TABLE document (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  realm text NOT NULL REFERENCES realm (id),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes > 0),
  media_type text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- Of the uploader; null for the office, experts and auditors.
  society_id uuid REFERENCES society (id),
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- The same content from the same person is the same document.
  CONSTRAINT document_once UNIQUE (realm, account_id, sha256)
);
CREATE INDEX document_sha256 ON document (realm, sha256);

ALTER TABLE document ENABLE ROW LEVEL SECURITY;
ALTER TABLE document FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON document USING (app.in_realm(realm) AND app.in_society(society_id));
GRANT SELECT, INSERT ON document TO xuehui_app;
