-- The newest entries of a realm, whatever they are about: what the audit log shows first.
CREATE INDEX audit_newest ON audit (realm, at DESC, stream DESC, n DESC);
