-- golconde.uninstall() returns void
-- Removes everything of Golconde from the database: triggers, event triggers, queues with all that is queued, and
-- schema golconde itself. Dropping a connector cannot do it. With very many captured tables PostgreSQL can run out
-- of locks: stop_capture for some of them first.
-- Tables: all of schema golconde (dropped); the captured tables (triggers).
CREATE OR REPLACE FUNCTION golconde.uninstall() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
BEGIN
    DROP SCHEMA golconde CASCADE;
END
$function$;

REVOKE ALL ON FUNCTION golconde.uninstall() FROM PUBLIC;
