-- Beside the source's schema: when an order's row was written here, by this server's clock.

ALTER TABLE orders ADD applied_at timestamptz;

CREATE FUNCTION note_applied_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.applied_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER note_applied_at BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note_applied_at();
