-- golconde.queue_column: the columns of the queue tables of each captured table's newest generation
--   attnum       its place; of a captured column, that one's number
--   type         its type, quoted; enums are text, so that no type of the application is held fast
--   old_value    the expression that gives its value in a trigger, of OLD
--   new_value    the same, of NEW
--   column_name  its name: c<attnum>, so that a rename touches nothing
--   large        of generation_column
-- Output functions and not casts turn enums into text: a cast may be the application's own function, and the trigger
-- functions run with the rights of Golconde.
-- Where there is no key, the queue has the place of the row, too: by it, a row that is queued is told from one that was
-- there before.
-- Tables: generation (read); see current_column.
CREATE OR REPLACE VIEW golconde.queue_column AS
WITH newest AS (
    SELECT DISTINCT ON (g.table_id) g.table_id, g.capture FROM golconde.generation g
    ORDER BY g.table_id, g.generation DESC
)
SELECT c.table_id, c.attnum, coalesce(f.type, format('%I.%I', n.nspname, t.typname)) AS type,
       format(f.value, 'OLD', c.name) AS old_value, format(f.value, 'NEW', c.name) AS new_value,
       format('c%s', c.attnum) AS column_name, c.large
FROM golconde.current_column c
JOIN newest g ON g.table_id = c.table_id AND (g.capture = 'row' OR c.key_position IS NOT NULL)
JOIN pg_catalog.pg_type t ON t.oid = c.type_oid
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
CROSS JOIN LATERAL (SELECT * FROM (VALUES
    (t.typtype = 'e' AND c.declared_type = t.oid, 'pg_catalog.text', 'pg_catalog.textin(pg_catalog.enum_out(%s.%I))'),
    -- a domain over an enum is none for enum_out, and concat gives '' for NULL
    (t.typtype = 'e', 'pg_catalog.text', '(SELECT pg_catalog.concat(%1$s.%2$I) WHERE %1$s.%2$I IS NOT NULL)'),
    (e.typtype = 'e', 'pg_catalog._text', 'pg_catalog.textin(pg_catalog.array_out(%s.%I))::pg_catalog._text'),
    (true, NULL, '%s.%I')) AS form(applies, type, value)
    WHERE form.applies LIMIT 1) AS f
UNION ALL
SELECT g.table_id, a.place::smallint, a.type, format(a.value, 'OLD'), format(a.value, 'NEW'), a.name, false
FROM newest g
CROSS JOIN (VALUES (-2, 'row_file', 'pg_catalog.oid', 'pg_catalog.pg_relation_filenode(%s.tableoid)'),
                   (-1, 'row_place', 'pg_catalog.tid', '%s.ctid')) AS a(place, name, type, value)
WHERE g.capture = 'row' AND NOT EXISTS (
    SELECT FROM golconde.current_column k WHERE k.table_id = g.table_id AND k.key_position IS NOT NULL);
