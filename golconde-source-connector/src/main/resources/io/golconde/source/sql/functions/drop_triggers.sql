-- golconde.drop_triggers(table_id integer) returns void
-- Drops the trigger functions of a captured table, and with them its triggers: that needs no rights on the table.
-- Tables: the captured table (triggers).
CREATE OR REPLACE FUNCTION golconde.drop_triggers(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    function regprocedure;
BEGIN
    FOR function IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'golconde'::regnamespace AND p.proname ~ format('^capture_%s_[a-z]', table_id)
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', function);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.drop_triggers(integer) FROM PUBLIC;
