-- golconde.current_table: the captured tables as the catalog has them now
--   capture   as wanted, or 'key' where a row can be too wide for a queue row: that has four columns more, and must lie on
--             one page
-- Tables: captured_table (read).
CREATE OR REPLACE VIEW golconde.current_table AS
SELECT c.id AS table_id, n.nspname::text COLLATE "default" AS schema_name,
       r.relname::text COLLATE "default" AS table_name,
       CASE WHEN w.columns > 1596 OR w.bytes > 7900 THEN 'key' ELSE c.capture END AS capture
FROM golconde.captured_table c
JOIN pg_catalog.pg_class r ON r.oid = c.relation
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
CROSS JOIN LATERAL (
    SELECT count(*) AS columns, sum(a.attlen) FILTER (WHERE a.attlen > 0) AS bytes
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped) w;
