-- Accounts that many writers change at the same time. Each change has a stamp of its own, and a trigger that knows
-- nothing of Golconde writes down what was done, in order: it commits, or not, together with the change.
CREATE TABLE account (
    id      bigint PRIMARY KEY,
    writer  text   NOT NULL,
    stamp   bigint NOT NULL
);

CREATE SEQUENCE stamp;
CREATE SEQUENCE fresh_id START 1000000;

CREATE SCHEMA audit;
CREATE TABLE audit.step (
    position bigserial PRIMARY KEY,
    id       bigint    NOT NULL,
    op       text      NOT NULL,
    stamp    bigint    NOT NULL
);

CREATE FUNCTION audit.write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id THEN
        INSERT INTO audit.step (id, op, stamp) VALUES (NEW.id, 'u', NEW.stamp);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO audit.step (id, op, stamp) VALUES (OLD.id, 'd', OLD.stamp);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO audit.step (id, op, stamp) VALUES (NEW.id, 'c', NEW.stamp);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION audit.write();
