-- golconde.forget_places() returns void
-- Forgets the places of rows that were kept for reading the rows that were there before, where that is done.
-- Tables: kept_place (deleted), backfill_request (read).
CREATE OR REPLACE FUNCTION golconde.forget_places() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    DELETE FROM golconde.kept_place k
    WHERE NOT EXISTS (SELECT FROM golconde.backfill_request b
                      WHERE b.table_id = k.table_id AND b.initial AND b.state IN ('open', 'paused'))
$function$;

REVOKE ALL ON FUNCTION golconde.forget_places() FROM PUBLIC;
