-- golconde.partition_change: partitions that came to captured tables, or left them, and of which no note was taken yet
-- The trigger on a partition is the note: a detached table keeps it.
--   op   i it came, d it left
-- Tables: captured_table (read).
CREATE OR REPLACE VIEW golconde.partition_change AS
WITH noted AS (
    SELECT c.id AS table_id, t.tgrelid AS partition
    FROM golconde.captured_table c
    JOIN pg_catalog.pg_trigger t ON t.tgname = format('!golconde_partition_%s', c.id)::name AND t.tgenabled IN ('O', 'A')
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = 'golconde'::regnamespace
), actual AS (
    SELECT c.id AS table_id, p.relid::oid AS partition
    FROM golconde.captured_table c
    JOIN pg_catalog.pg_class r ON r.oid = c.relation AND r.relkind = 'p'
    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(r.oid) p
    JOIN pg_catalog.pg_class l ON l.oid = p.relid AND l.relkind = 'r'
)
SELECT n.table_id, n.partition, 'd' AS op
FROM noted n
WHERE NOT EXISTS (SELECT FROM actual a WHERE a.partition = n.partition AND a.table_id = n.table_id)
UNION ALL
SELECT a.table_id, a.partition, 'i'
FROM actual a
WHERE NOT EXISTS (SELECT FROM noted n WHERE n.partition = a.partition AND n.table_id = a.table_id);
