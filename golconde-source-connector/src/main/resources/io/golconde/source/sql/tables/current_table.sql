-- golconde.current_table: the captured tables as the catalog has them now
--   capture   as wanted, or 'key' where a row can be too wide for a queue row
--   level     as wanted, or 'row' where the rows of a statement may be another table's, or have no key, or where
--             replication changes them: it calls no triggers by statement
-- Tables: captured_table (read); see row_fits.
CREATE OR REPLACE VIEW golconde.current_table AS
SELECT c.id AS table_id, n.nspname::text COLLATE "default" AS schema_name,
       r.relname::text COLLATE "default" AS table_name,
       CASE WHEN golconde.row_fits(r.oid) THEN c.capture ELSE 'key' END AS capture,
       CASE WHEN r.relkind = 'r' AND NOT c.replicated AND (
                     EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = r.oid AND i.indisprimary)
                     OR c.key_columns IS NOT NULL AND NOT EXISTS (
                         SELECT FROM pg_catalog.pg_attribute d
                         WHERE d.attrelid = r.oid AND d.attnum = ANY (c.key_columns) AND d.attisdropped))
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE r.oid IN (i.inhrelid, i.inhparent))
            THEN c.level ELSE 'row' END AS level
FROM golconde.captured_table c
JOIN pg_catalog.pg_class r ON r.oid = c.relation
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace;
