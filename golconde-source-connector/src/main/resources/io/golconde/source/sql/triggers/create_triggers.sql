-- golconde.create_triggers(table_id integer, generation integer) returns void
-- Brings the trigger functions and triggers of a captured table up to date; touches none that is as it should be.
-- The triggers' names sort first, so that a change is queued before the table's other triggers make more of them. They
-- are the table's own, so that it can become a partition of another captured table, which has triggers on it then.
-- Creating a trigger waits for the table's writers: afterwards nobody runs a function of an older generation.
-- Tables: captured_table (read); the captured table (triggers); see trigger_bodies, watch_partitions,
-- enable_triggers.
CREATE OR REPLACE FUNCTION golconde.create_triggers(table_id integer, generation integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    captured regclass := (SELECT c.relation FROM golconde.captured_table c WHERE c.id = table_id);
    function text;
    part     record;
BEGIN
    FOR part IN SELECT * FROM golconde.trigger_bodies(table_id, generation) LOOP
        function := format('golconde.capture_%s_%s()', table_id, part.operation);
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_proc p
            JOIN pg_trigger t ON t.tgfoid = p.oid AND t.tgrelid = captured AND t.tgenabled IN ('O', 'A')
            WHERE p.oid = to_regprocedure(function) AND p.prosrc = part.body);
        EXECUTE format('CREATE OR REPLACE FUNCTION %s RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS %L',
                       function, part.body);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %s %s EXECUTE FUNCTION %s',
                       format('!golconde_%s_%s', table_id, part.operation), part.event, captured, part.level, function);
    END LOOP;
    PERFORM golconde.watch_partitions(table_id);
    PERFORM golconde.enable_triggers(c.id) FROM golconde.captured_table c WHERE c.id = table_id AND c.replicated;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_triggers(integer, integer) FROM PUBLIC;
