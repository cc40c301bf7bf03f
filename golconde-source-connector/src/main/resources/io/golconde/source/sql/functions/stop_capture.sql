-- golconde.stop_capture(relation regclass) returns void
-- Queues no more changes of a table. What is queued is still drained; under key capture only the deletes, since rows are
-- not read from the table any more. What happens from now on is not queued: a table that is captured again has its
-- existing rows read again, as a new one has.
-- Tables: captured_table (written); the captured table (triggers).
CREATE OR REPLACE FUNCTION golconde.stop_capture(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    table_id integer;
BEGIN
    UPDATE golconde.captured_table c SET relation = NULL WHERE c.relation = stop_capture.relation
    RETURNING c.id INTO table_id;
    IF table_id IS NULL THEN
        RAISE EXCEPTION 'table % is not captured', relation USING ERRCODE = 'undefined_object';
    END IF;
    PERFORM golconde.drop_triggers(table_id);
END
$function$;

REVOKE ALL ON FUNCTION golconde.stop_capture(regclass) FROM PUBLIC;
