-- golconde.refresh(relation regclass) returns integer
-- Makes a new generation of a captured table if its columns, key or name are not those of the newest. The event trigger
-- calls it in the transaction of the ALTER; without the event trigger, a migration that changes the key has to.
-- A table that loses its primary key keeps the columns of it as its key.
-- Returns the current generation. Tables: captured_table (key_columns); see outdated_table, create_generation.
CREATE OR REPLACE FUNCTION golconde.refresh(relation regclass) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    captured_id integer := (SELECT c.id FROM golconde.captured_table c WHERE c.relation = refresh.relation);
    newest      integer;
BEGIN
    IF captured_id IS NULL THEN
        RAISE EXCEPTION 'table % is not captured', relation USING ERRCODE = 'undefined_object';
    END IF;
    EXECUTE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', relation);
    PERFORM pg_advisory_xact_lock('golconde.captured_table'::regclass::oid::integer, captured_id);
    newest := (SELECT max(g.generation) FROM golconde.generation g WHERE g.table_id = captured_id);

    UPDATE golconde.captured_table c
    SET key_columns = (SELECT array_agg(g.attnum ORDER BY g.key_position) FROM golconde.generation_column g
                       WHERE g.table_id = c.id AND g.generation = newest AND g.key_position IS NOT NULL)
    WHERE c.id = captured_id AND newest IS NOT NULL
      AND NOT EXISTS (SELECT FROM golconde.current_column k WHERE k.table_id = c.id AND k.key_position IS NOT NULL);

    IF EXISTS (SELECT FROM golconde.outdated_table o WHERE o.table_id = captured_id) THEN
        RETURN golconde.create_generation(captured_id);
    END IF;
    PERFORM golconde.create_triggers(captured_id, newest);
    RETURN newest;
END
$function$;

REVOKE ALL ON FUNCTION golconde.refresh(regclass) FROM PUBLIC;
