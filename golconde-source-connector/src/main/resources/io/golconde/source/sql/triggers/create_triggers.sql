-- golconde.create_triggers(table_id integer, generation integer) returns void
-- Brings the trigger functions and triggers of a captured table up to date; touches none that is as it should be.
-- The triggers' names sort first, so that a change is queued before the table's other triggers make more of them.
-- Creating a trigger waits for the table's writers: afterwards nobody runs a function of an older generation.
-- Tables: captured_table, generation, generation_column (read); the captured table (triggers).
CREATE OR REPLACE FUNCTION golconde.create_triggers(table_id integer, generation integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    captured regclass := (SELECT c.relation FROM golconde.captured_table c WHERE c.id = table_id);
    part     record;
BEGIN
    FOR part IN
        SELECT o.operation, o.level, f.name, golconde.trigger_body(table_id, generation, o.operation) AS body
        FROM (VALUES ('insert', 'ROW'), ('update', 'ROW'), ('delete', 'ROW'), ('truncate', 'STATEMENT')) AS o(operation, level)
        CROSS JOIN LATERAL (SELECT format('golconde.capture_%s_%s()', table_id, o.operation)) AS f(name)
    LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_proc p
            JOIN pg_trigger t ON t.tgfoid = p.oid AND t.tgrelid = captured AND t.tgenabled IN ('O', 'A')
            WHERE p.oid = to_regprocedure(part.name) AND p.prosrc = part.body);
        EXECUTE format('CREATE OR REPLACE FUNCTION %s RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS %L',
                       part.name, part.body);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', part.name);
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %s FOR EACH %s EXECUTE FUNCTION %s',
                       '!golconde_' || part.operation, part.operation, captured, part.level, part.name);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_triggers(integer, integer) FROM PUBLIC;
