-- golconde.status: one row per queue, for people and for monitoring
--   tables           how many tables are captured into it
--   queued_bytes, queued_rows_estimate   its size, with what is acknowledged but not yet truncated
--   oldest_change    when the oldest change was made that Kafka has not acknowledged; null: all are
--   last_progress    when the drain last reported an acknowledgement
--   state            some plain words; 'nobody drains this queue' calls for a connector, or for golconde.stop_capture
--   incomplete_tables  tables without a key of which rows were updated or deleted, which nobody is told: name key columns,
--                      or make a primary key, and capture them anew; null: none
--   rotation_blocked_by  the sessions that keep slots from being truncated which nothing is written into any more, each as
--                process id, role and application_name; null: none
-- Tables: queue, captured_table, generation, progress, missed_change (read); see backlog.
CREATE OR REPLACE VIEW golconde.status AS
WITH slot AS MATERIALIZED (
    SELECT b.*, to_regclass(format('golconde.q%s_%s_%s', b.table_id, b.generation, b.slot)) AS relation,
           b.slot = coalesce(pg_sequence_last_value(to_regclass(format('golconde.slot_%s', b.table_id))), 0)
             AND b.generation = (SELECT max(g.generation) FROM golconde.generation g WHERE g.table_id = b.table_id) AS current
    FROM golconde.backlog() b
)
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
          AND EXISTS (SELECT FROM golconde.missed_change m WHERE m.table_id = c.id)) AS incomplete_tables,
       (SELECT array_agg(DISTINCT CASE WHEN a.pid IS NULL THEN 'a prepared transaction'
                                       ELSE format('%s %s %s', a.pid, a.usename, a.application_name) END)
        FROM slot s
        JOIN pg_locks l ON l.relation = s.relation AND l.granted
         AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE s.queue = q.name AND s.bytes > 0 AND NOT s.current
          AND (a.pid IS NULL OR a.pid <> pg_backend_pid() AND a.application_name <> concat('golconde ', q.owner)))
           AS rotation_blocked_by
FROM golconde.queue q
LEFT JOIN golconde.progress p ON p.queue = q.name
LEFT JOIN (SELECT queue, sum(bytes) AS bytes, sum(rows_estimate) AS rows_estimate, min(oldest) AS oldest
           FROM slot GROUP BY queue) b ON b.queue = q.name;
