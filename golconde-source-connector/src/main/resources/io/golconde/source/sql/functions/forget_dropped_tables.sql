-- golconde.forget_dropped_tables() returns void
-- Takes note of captured tables that no longer exist. What is queued of them is still drained.
-- Tables: captured_table (written).
CREATE OR REPLACE FUNCTION golconde.forget_dropped_tables() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    table_id integer;
BEGIN
    FOR table_id IN
        UPDATE golconde.captured_table c SET relation = NULL
        WHERE c.relation IS NOT NULL AND NOT EXISTS (SELECT FROM pg_class r WHERE r.oid = c.relation)
        RETURNING c.id
    LOOP
        PERFORM golconde.drop_triggers(table_id);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.forget_dropped_tables() FROM PUBLIC;
