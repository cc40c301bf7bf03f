-- golconde.uninstall() returns void
-- Removes everything of the source connector from the database: triggers, event triggers, queues with all that is queued,
-- and schema golconde itself. Dropping a connector cannot do it. With very many captured tables PostgreSQL can run out
-- of locks: stop_capture for some of them first.
-- In a database that is a destination, too, the schema stays with golconde.sink_offset: by it a sink connector knows what it
-- has applied.
-- Tables: all of schema golconde but sink_offset (dropped); the captured tables (triggers).
CREATE OR REPLACE FUNCTION golconde.uninstall() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    command text;
BEGIN
    IF to_regclass('golconde.sink_offset') IS NULL THEN
        DROP SCHEMA golconde CASCADE;
        RETURN;
    END IF;
    FOR command IN
        SELECT format('DROP %s IF EXISTS %s CASCADE', d.kind, d.name)
        FROM (SELECT 1 AS step, 'ROUTINE' AS kind, p.oid::regprocedure::text AS name
              FROM pg_proc p WHERE p.pronamespace = 'golconde'::regnamespace
              UNION ALL
              SELECT k.step, k.kind, r.oid::regclass::text
              FROM pg_class r
              JOIN (VALUES ('v', 2, 'VIEW'), ('r', 3, 'TABLE'), ('S', 4, 'SEQUENCE')) k(relkind, step, kind)
                ON k.relkind = r.relkind::text
              WHERE r.relnamespace = 'golconde'::regnamespace AND r.relname <> 'sink_offset') d
        ORDER BY d.step
    LOOP
        EXECUTE command;
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.uninstall() FROM PUBLIC;
