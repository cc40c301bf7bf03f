-- golconde.pause_backfill(id integer) returns void
-- Reads no more existing rows for a while, neither for this request nor for those behind it in its queue. Changes go on.
-- Tables: see steer_backfill.
CREATE OR REPLACE FUNCTION golconde.pause_backfill(id integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    SELECT golconde.steer_backfill(id, ARRAY['open'], 'paused')
$function$;

REVOKE ALL ON FUNCTION golconde.pause_backfill(integer) FROM PUBLIC;
