-- golconde.resume_backfill(id integer) returns void
-- Goes on where pause_backfill has stopped.
-- Tables: see steer_backfill.
CREATE OR REPLACE FUNCTION golconde.resume_backfill(id integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    SELECT golconde.steer_backfill(id, ARRAY['paused'], 'open')
$function$;

REVOKE ALL ON FUNCTION golconde.resume_backfill(integer) FROM PUBLIC;
