-- golconde.key_guard(table_id integer, generation integer, image text) returns text
-- The statement of a trigger function under key capture that refuses a key of another type than the queue table was made
-- for. Without the event trigger, an ALTER can change the type behind Golconde's back; the value would then be cast, and
-- a cast may be the application's own function. Empty under row capture, where the event trigger makes a new generation.
--   image   OLD or NEW
-- Tables: captured_table, generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.key_guard(table_id integer, generation integer, image text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT coalesce((
        SELECT format($template$    IF %s THEN
        RAISE EXCEPTION 'golconde: the key of table %%.%% has another type now', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING HINT = 'Run SELECT golconde.refresh(''<table>'') after changing the key.';
    END IF;
$template$, string_agg(format('pg_catalog.pg_typeof(%s.%I) OPERATOR(pg_catalog.<>) %s::pg_catalog.oid',
                              image, c.name, a.atttypid), ' OR ' ORDER BY c.attnum))
        FROM golconde.generation g
        JOIN golconde.captured_table ct ON ct.id = g.table_id
        JOIN golconde.generation_column c ON c.table_id = g.table_id AND c.generation = g.generation
        JOIN pg_attribute a ON a.attrelid = ct.relation AND a.attnum = c.attnum
        WHERE g.table_id = key_guard.table_id AND g.generation = key_guard.generation
          AND g.capture = 'key' AND c.key_position IS NOT NULL
        HAVING count(*) > 0), '')
$function$;

REVOKE ALL ON FUNCTION golconde.key_guard(integer, integer, text) FROM PUBLIC;
