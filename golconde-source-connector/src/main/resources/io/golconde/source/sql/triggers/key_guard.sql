-- golconde.key_guard(table_id integer, image text, rows text) returns text
-- The statement of a trigger function under key capture that refuses a key of another type than the queue table was made
-- for. Without the event trigger, an ALTER can change the type behind Golconde's back; the value would then be cast, and
-- a cast may be the application's own function. Empty under row capture, where the event trigger makes a new generation.
--   image   OLD or NEW
--   rows    the transition table that it is an alias of; null in a trigger for each row
-- Tables: see current_table, current_column.
CREATE OR REPLACE FUNCTION golconde.key_guard(table_id integer, image text, rows text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    differs text := (
        SELECT string_agg(format('pg_catalog.pg_typeof(%s.%I) OPERATOR(pg_catalog.<>) %s::pg_catalog.oid',
                                 image, c.name, c.declared_type), ' OR ' ORDER BY c.attnum)
        FROM golconde.current_table t
        JOIN golconde.current_column c ON c.table_id = t.table_id
        WHERE t.table_id = key_guard.table_id AND t.capture = 'key' AND c.key_position IS NOT NULL);
BEGIN
    IF differs IS NULL THEN
        RETURN '';
    ELSIF rows IS NOT NULL THEN
        differs := format('(SELECT %s FROM %s AS %s LIMIT 1)', differs, rows, image);
    END IF;
    RETURN format($template$    IF %s THEN
        RAISE EXCEPTION 'golconde: the key of table %%.%% has another type now', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING HINT = 'Run SELECT golconde.refresh(''<table>'') after changing the key.';
    END IF;
$template$, differs);
END
$function$;

REVOKE ALL ON FUNCTION golconde.key_guard(integer, text, text) FROM PUBLIC;
