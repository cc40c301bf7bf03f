-- golconde.release(queue text) returns void
-- Forgets who drains a queue: the next connector to come may have it.
-- Tables: queue (written).
CREATE OR REPLACE FUNCTION golconde.release(queue text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    UPDATE golconde.queue q SET owner = NULL WHERE q.name = release.queue
$function$;

REVOKE ALL ON FUNCTION golconde.release(text) FROM PUBLIC;
