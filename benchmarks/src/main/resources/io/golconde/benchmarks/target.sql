-- The source's tables, and when each row was written here, by this server's clock.

CREATE TABLE account (
    id bigint PRIMARY KEY,
    owner text NOT NULL,
    balance bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    applied_at timestamptz
);

CREATE TABLE entry (
    id bigint PRIMARY KEY,
    account bigint NOT NULL,
    amount bigint NOT NULL,
    reason text NOT NULL,
    changed_at timestamptz NOT NULL,
    applied_at timestamptz
);

CREATE FUNCTION note_applied_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.applied_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER note_applied_at BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION note_applied_at();
CREATE TRIGGER note_applied_at BEFORE INSERT OR UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION note_applied_at();
-- Native replication fires only such triggers.
ALTER TABLE account ENABLE ALWAYS TRIGGER note_applied_at;
ALTER TABLE entry ENABLE ALWAYS TRIGGER note_applied_at;
