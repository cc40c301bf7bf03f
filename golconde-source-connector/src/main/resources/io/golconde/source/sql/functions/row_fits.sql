-- golconde.row_fits(relation oid) returns boolean
-- Whether a row of a table can lie in a queue table, which has seven columns more at most, and on one page.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.row_fits(relation oid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT count(*) <= 1593 AND coalesce(sum(a.attlen) FILTER (WHERE a.attlen > 0), 0) <= 7820
    FROM pg_attribute a
    WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
$function$;

REVOKE ALL ON FUNCTION golconde.row_fits(oid) FROM PUBLIC;
