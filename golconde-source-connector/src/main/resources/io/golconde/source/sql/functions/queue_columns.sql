-- golconde.queue_columns(table_id integer, generation integer) returns one row per column of the queue tables
--   attnum     the column is named c<attnum>: a rename touches nothing
--   type       its type, quoted; enums are text, so that no type of the application is held fast
--   old_value  the expression that gives its value in a trigger, of OLD
--   new_value  the same, of NEW
-- Output functions and not casts turn enums into text: a cast may be the application's own function, and the trigger
-- functions run with the rights of Golconde.
-- Tables: generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.queue_columns(table_id integer, generation integer)
RETURNS TABLE (attnum smallint, type text, old_value text, new_value text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT c.attnum, coalesce(f.type, format('%I.%I', n.nspname, t.typname)),
           format(f.value, 'OLD', c.name), format(f.value, 'NEW', c.name)
    FROM golconde.generation g
    JOIN golconde.captured_table ct ON ct.id = g.table_id
    JOIN golconde.generation_column c ON c.table_id = g.table_id AND c.generation = g.generation
    JOIN pg_attribute a ON a.attrelid = ct.relation AND a.attnum = c.attnum
    JOIN pg_type t ON t.oid = c.type_oid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_type e ON e.typarray = t.oid
    CROSS JOIN LATERAL (SELECT * FROM (VALUES
        (t.typtype = 'e' AND a.atttypid = t.oid, 'pg_catalog.text', 'pg_catalog.textin(pg_catalog.enum_out(%s.%I))'),
        -- a domain over an enum is none for enum_out, and concat gives '' for NULL
        (t.typtype = 'e', 'pg_catalog.text', '(SELECT pg_catalog.concat(%1$s.%2$I) WHERE %1$s.%2$I IS NOT NULL)'),
        (e.typtype = 'e', 'pg_catalog._text', 'pg_catalog.textin(pg_catalog.array_out(%s.%I))::pg_catalog._text'),
        (true, NULL, '%s.%I')) AS form(applies, type, value)
        WHERE form.applies LIMIT 1) AS f
    WHERE g.table_id = queue_columns.table_id AND g.generation = queue_columns.generation
      AND (g.capture = 'row' OR c.key_position IS NOT NULL)
    ORDER BY c.attnum
$function$;

REVOKE ALL ON FUNCTION golconde.queue_columns(integer, integer) FROM PUBLIC;
