-- golconde.accept_messages(queue text) returns void
-- Lets enqueue put messages into a queue. Does nothing where it may already. They are queued as the rows of a table
-- golconde.message would be that had no key: one more captured table, without a relation.
-- Tables: queue, captured_table, generation, generation_column (written); slot_<id>, q<id>_1_<slot> (created).
CREATE OR REPLACE FUNCTION golconde.accept_messages(queue text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    created integer;
BEGIN
    INSERT INTO golconde.queue (name) VALUES (accept_messages.queue) ON CONFLICT DO NOTHING;
    INSERT INTO golconde.captured_table (queue, capture, kind) VALUES (accept_messages.queue, 'row', 'message')
    ON CONFLICT (queue) WHERE kind = 'message' DO NOTHING
    RETURNING id INTO created;
    IF created IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE SEQUENCE golconde.slot_%s MINVALUE 0 MAXVALUE 2', created);
    PERFORM golconde.move_slot(created, 0);
    INSERT INTO golconde.generation (table_id, generation, schema_name, table_name, capture)
    VALUES (created, 1, 'golconde', 'message', 'row');
    INSERT INTO golconde.generation_column (table_id, generation, attnum, name, type_oid, type_name, type_kind, built_in, not_null)
    SELECT created, 1, c.attnum, c.name, t.oid, t.typname, t.typtype, true, c.attnum = 1
    FROM (VALUES (1, 'topic', 'text'), (2, 'key', 'text'), (3, 'payload', 'jsonb'), (4, 'headers', 'text')) c(attnum, name, type)
    JOIN pg_type t ON t.oid = c.type::regtype;
    PERFORM golconde.create_slots(created, 1, ', c1 text, c2 text, c3 jsonb, c4 text');
END
$function$;

REVOKE ALL ON FUNCTION golconde.accept_messages(text) FROM PUBLIC;
