-- golconde.possible_capture(relation oid, capture text) returns text
-- The given kind of capture, or 'key' where a row of the table can be too wide for a queue row: a queue row has four
-- columns more, and must lie on one page.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.possible_capture(relation oid, capture text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT CASE WHEN count(*) > 1596 OR sum(a.attlen) FILTER (WHERE a.attlen > 0) > 7900 THEN 'key' ELSE capture END
    FROM pg_attribute a
    WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
$function$;

REVOKE ALL ON FUNCTION golconde.possible_capture(oid, text) FROM PUBLIC;
