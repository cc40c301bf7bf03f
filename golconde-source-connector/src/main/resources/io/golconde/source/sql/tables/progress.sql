-- How far each queue is drained: what Kafka has acknowledged without a gap.
--   state   the source offset, as the drain writes it
--   seen    every change visible in it is acknowledged: what rotation may truncate
CREATE TABLE IF NOT EXISTS golconde.progress (
    queue      text        PRIMARY KEY,
    owner      text        NOT NULL,
    epoch      bigint      NOT NULL,
    state      jsonb       NOT NULL,
    seen       pg_snapshot NOT NULL,
    updated_at timestamptz NOT NULL
);
