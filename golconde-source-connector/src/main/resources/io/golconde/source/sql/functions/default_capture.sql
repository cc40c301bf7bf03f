-- golconde.default_capture() returns text
-- 'row' where the event trigger follows every ALTER; else 'key', which no change of another column can break.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.default_capture() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT CASE WHEN EXISTS (SELECT FROM pg_event_trigger
                             WHERE evtname = 'golconde_ddl' AND evtenabled IN ('O', 'A')) THEN 'row' ELSE 'key' END
$function$;

REVOKE ALL ON FUNCTION golconde.default_capture() FROM PUBLIC;
