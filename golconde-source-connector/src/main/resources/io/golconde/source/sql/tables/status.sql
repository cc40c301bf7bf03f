-- golconde.status: one row per queue, for people and for monitoring
--   tables           how many tables are captured into it
--   queued_bytes, queued_rows_estimate   its size, with what is acknowledged but not yet truncated
--   oldest_change    when the oldest change was made that Kafka has not acknowledged; null: all are
--   last_progress    when the drain last reported an acknowledgement
--   state            some plain words; 'nobody drains this queue' calls for a connector, or for golconde.stop_capture
--   incomplete_tables  tables without a key of which rows were updated or deleted, which nobody is told: name key columns,
--                      or make a primary key, and capture them anew; null: none
-- Tables: queue, captured_table, progress, missed_change (read); see backlog.
CREATE OR REPLACE VIEW golconde.status AS
SELECT q.name AS queue,
       q.owner,
       q.epoch,
       (SELECT count(*) FROM golconde.captured_table c WHERE c.queue = q.name AND c.relation IS NOT NULL) AS tables,
       coalesce(b.bytes, 0)::bigint AS queued_bytes,
       coalesce(b.rows_estimate, 0)::bigint AS queued_rows_estimate,
       b.oldest AS oldest_change,
       now() - b.oldest AS oldest_age,
       p.updated_at AS last_progress,
       CASE WHEN EXISTS (SELECT FROM golconde.captured_table c WHERE c.queue = q.name AND c.over_limit)
                THEN 'capture stopped, the queue was too large'
            WHEN b.oldest IS NULL THEN 'empty'
            WHEN p.updated_at > now() - interval '1 minute' THEN 'drained'
            WHEN b.oldest > now() - interval '1 minute' THEN 'waiting'
            ELSE 'nobody drains this queue' END AS state,
       (SELECT array_agg(c.relation::text ORDER BY c.relation::text) FROM golconde.captured_table c
        WHERE c.queue = q.name AND c.relation IS NOT NULL
          AND EXISTS (SELECT FROM golconde.missed_change m WHERE m.table_id = c.id)) AS incomplete_tables
FROM golconde.queue q
LEFT JOIN golconde.progress p ON p.queue = q.name
LEFT JOIN (SELECT queue, sum(bytes) AS bytes, sum(rows_estimate) AS rows_estimate, min(oldest) AS oldest
           FROM golconde.backlog() GROUP BY queue) b ON b.queue = q.name;
