-- golconde.drop_triggers(table_id integer) returns void
-- Drops the trigger functions of a captured table, and with them its triggers: that needs no rights on the table.
-- Tables: the captured table (triggers).
CREATE OR REPLACE FUNCTION golconde.drop_triggers(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    operation text;
BEGIN
    FOREACH operation IN ARRAY ARRAY['insert', 'update', 'delete', 'truncate', 'partition'] LOOP
        EXECUTE format('DROP FUNCTION IF EXISTS golconde.capture_%s_%s() CASCADE', table_id, operation);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.drop_triggers(integer) FROM PUBLIC;
