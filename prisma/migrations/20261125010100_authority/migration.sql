-- Whose society it is (CAST: 中国科协; WHAST: 武汉市科协), and whose record: each authority reads its own, and what 004 §5 shares.
ALTER TABLE society ADD COLUMN authority text NOT NULL DEFAULT 'CAST' CHECK (authority IN ('CAST', 'WHAST'));
ALTER TABLE society_record ADD COLUMN authority text NOT NULL DEFAULT 'CAST' CHECK (authority IN ('CAST', 'WHAST', 'MCA'));
CREATE INDEX society_authority ON society (realm, authority) WHERE status = 'active';
