-- A destination that sees the same facts its own way: another schema, other table names, other and fewer columns.

CREATE SCHEMA reporting;

CREATE TABLE reporting.contact_kinds (
    kind smallint PRIMARY KEY,
    label varchar(100) NOT NULL
);

CREATE TABLE reporting.contacts (
    person bigint NOT NULL,
    contact bigint NOT NULL,
    kind smallint NOT NULL,
    PRIMARY KEY (person, contact)
);

CREATE TABLE reporting.entries (
    entry bigint PRIMARY KEY,
    label text NOT NULL
);

CREATE TABLE reporting.sales (
    sale bigint PRIMARY KEY,
    buyer text NOT NULL,
    state text NOT NULL,
    quantity bigint NOT NULL,
    amount numeric NOT NULL,
    currency text,
    ordered_on date,
    booked_at timestamptz NOT NULL,
    tags text[],
    details jsonb,
    applied_at timestamptz
);
CREATE INDEX sales_booked_at ON reporting.sales (booked_at);

CREATE FUNCTION reporting.note_applied_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.applied_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER note_applied_at BEFORE INSERT OR UPDATE ON reporting.sales
    FOR EACH ROW EXECUTE FUNCTION reporting.note_applied_at();
