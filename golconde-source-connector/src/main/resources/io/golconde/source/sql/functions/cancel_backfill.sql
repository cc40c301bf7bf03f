-- golconde.cancel_backfill(id integer) returns void
-- Reads no more existing rows for this request, and goes on with the next one. What was read already is sent.
-- Tables: see steer_backfill.
CREATE OR REPLACE FUNCTION golconde.cancel_backfill(id integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    SELECT golconde.steer_backfill(id, ARRAY['open', 'paused'], 'cancelled')
$function$;

REVOKE ALL ON FUNCTION golconde.cancel_backfill(integer) FROM PUBLIC;
