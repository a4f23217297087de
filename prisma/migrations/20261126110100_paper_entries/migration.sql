-- What a society handed in on paper and the office entered for it: how and when the paper came, beside the fact. The fact's own
-- instant stays that of the entry: it is what the gate was held against.
CREATE TABLE paper_entry (
  fact_id uuid PRIMARY KEY REFERENCES fact,
  realm text NOT NULL REFERENCES realm (id),
  society_id uuid NOT NULL REFERENCES society,
  channel text NOT NULL CHECK (channel IN ('post', 'courier', 'inPerson')),
  received_at timestamptz NOT NULL,
  -- The member of staff; also the fact's principal.
  entered_by uuid NOT NULL
);
ALTER TABLE paper_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON paper_entry USING (app.in_realm(realm) AND app.in_society(society_id));
GRANT SELECT, INSERT ON paper_entry TO xuehui_app;

-- What the office has typed of it so far: beside the society's own draft, which nobody else reads or writes.
CREATE TABLE paper_draft (
  task_id uuid PRIMARY KEY REFERENCES task,
  realm text NOT NULL REFERENCES realm (id),
  payload jsonb NOT NULL,
  complete boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL
);
ALTER TABLE paper_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON paper_draft USING (app.in_realm(realm) AND app.whole_realm());
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_draft TO xuehui_app;

-- The office uploads for a society: the same content from the same person is the same document of that society.
ALTER TABLE document DROP CONSTRAINT document_once;
ALTER TABLE document ADD CONSTRAINT document_once UNIQUE NULLS NOT DISTINCT (realm, account_id, sha256, society_id);
