-- A notice beside a public list that was posted by mistake stays in print, marked as withdrawn, with the reason.
ALTER TABLE correction_notice ADD COLUMN withdrawn_at timestamptz, ADD COLUMN withdrawal_reason text;
