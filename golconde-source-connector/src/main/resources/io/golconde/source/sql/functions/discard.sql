-- golconde.discard(schema_name text, table_name text) returns void
-- Gives up the capture of a table, and what is queued of it: for changes that cannot be sent. It is found by a name that
-- it has or had when some of that was queued, so that one that was renamed, dropped or stopped is found, too. A connector
-- that selects the table captures it anew, and sends its rows again; those that were deleted meanwhile stay elsewhere.
-- Tables: q<table_id>_<generation>_<slot> (dropped); see stop_capture, forget_table.
CREATE OR REPLACE FUNCTION golconde.discard(schema_name text, table_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    found_id integer;
BEGIN
    FOR found_id IN
        SELECT c.id FROM golconde.captured_table c
        WHERE c.kind = 'table' AND EXISTS (
            SELECT FROM golconde.generation g
            WHERE g.table_id = c.id AND g.schema_name = discard.schema_name AND g.table_name = discard.table_name)
        ORDER BY c.id
    LOOP
        PERFORM golconde.stop_capture(c.relation) FROM golconde.captured_table c
        WHERE c.id = found_id AND c.relation IS NOT NULL;
        EXECUTE (SELECT format('DROP TABLE %s', string_agg(format('golconde.q%s_%s_%s', found_id, g.generation, slot), ', '))
                 FROM golconde.generation g, generate_series(0, 2) slot WHERE g.table_id = found_id);
        PERFORM golconde.forget_table(found_id);
    END LOOP;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing is queued of a table %.%', schema_name, table_name USING ERRCODE = 'undefined_object';
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION golconde.discard(text, text) FROM PUBLIC;
