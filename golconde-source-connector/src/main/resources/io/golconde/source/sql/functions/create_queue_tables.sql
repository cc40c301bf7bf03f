-- golconde.create_queue_tables(table_id integer, generation integer) returns void
-- The three slots of a captured table's newest generation. Where it has large values, kept names the columns of which an
-- UPDATE has left them as they were, by their numbers: they are NULL then.
-- Tables: see queue_column, create_slots.
CREATE OR REPLACE FUNCTION golconde.create_queue_tables(table_id integer, generation integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    PERFORM golconde.create_slots(table_id, generation, (
        SELECT string_agg(format(', %s %s', q.column_name, q.type), '' ORDER BY q.attnum)
               || CASE WHEN bool_or(q.large) THEN ', kept pg_catalog._int2' ELSE '' END
        FROM golconde.queue_column q WHERE q.table_id = create_queue_tables.table_id));
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_queue_tables(integer, integer) FROM PUBLIC;
