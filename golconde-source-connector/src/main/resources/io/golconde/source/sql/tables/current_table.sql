-- golconde.current_table: the captured tables as the catalog has them now
--   capture   as wanted, or 'key' where a row can be too wide for a queue row
-- Tables: captured_table (read); see row_fits.
CREATE OR REPLACE VIEW golconde.current_table AS
SELECT c.id AS table_id, n.nspname::text COLLATE "default" AS schema_name,
       r.relname::text COLLATE "default" AS table_name,
       CASE WHEN golconde.row_fits(r.oid) THEN c.capture ELSE 'key' END AS capture
FROM golconde.captured_table c
JOIN pg_catalog.pg_class r ON r.oid = c.relation
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace;
