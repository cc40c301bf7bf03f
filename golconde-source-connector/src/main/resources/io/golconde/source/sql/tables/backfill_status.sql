-- golconde.backfill_status: one row per table, or part of one, whose existing rows are read or were read, in order
--   initial        it came with the capture of the table
--   state          waiting, running, paused, cancelled, failed; done once Kafka has acknowledged all rows; skipped, with
--                  snapshot.mode=no_data; dropped, where the table is not there or not captured any more
--   rows_read      as of the last second, with those that the condition left out
--   rows_estimate  how many the table has, as of its last ANALYZE; null: there was none
--   percent        null where nothing can be said
-- Tables: backfill_request, captured_table, generation (read).
CREATE OR REPLACE VIEW golconde.backfill_status AS
SELECT r.id, t.queue, n.table_name, r.condition, r.initial, s.state,
       r.rows AS rows_read, e.rows AS rows_estimate,
       CASE WHEN s.state = 'done' THEN 100 WHEN e.rows IS NOT NULL THEN least(99, 100 * r.rows / e.rows) END::integer AS percent,
       r.requested_at, r.finished_at, r.error
FROM golconde.backfill_request r
JOIN golconde.captured_table t ON t.id = r.table_id
CROSS JOIN LATERAL (
    SELECT format('%I.%I', g.schema_name, g.table_name) AS table_name
    FROM golconde.generation g WHERE g.table_id = t.id ORDER BY g.generation DESC LIMIT 1) n
CROSS JOIN LATERAL (
    SELECT nullif(sum(greatest(c.reltuples, 0)), 0)::bigint AS rows
    FROM pg_catalog.pg_class c
    WHERE c.relkind = 'r' AND (c.oid = t.relation OR c.oid IN (SELECT p.relid FROM pg_catalog.pg_partition_tree(t.relation) p))) e
CROSS JOIN LATERAL (
    SELECT CASE WHEN r.state = 'moved' THEN 'done'
                WHEN r.state NOT IN ('open', 'paused') THEN r.state
                WHEN t.relation IS NULL THEN 'dropped'
                WHEN r.state = 'paused' THEN 'paused'
                WHEN r.rows > 0 THEN 'running'
                ELSE 'waiting' END AS state) s
ORDER BY r.id;
