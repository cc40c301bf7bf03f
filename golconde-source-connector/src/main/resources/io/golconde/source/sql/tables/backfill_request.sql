-- Whose existing rows are to be read, one after the other in the order of the ids: transactions that add a request commit in
-- that order, so that whoever has seen an id has seen all below it.
--   initial      it came with the capture of the table; read with snapshot.mode=initial only
--   condition    which rows; null: all. An SQL expression that the drain evaluates, with its rights
--   state        open, paused, cancelled, failed; done once Kafka has acknowledged all rows; skipped: an initial one with
--                snapshot.mode=no_data; moved: an initial one that was done in the queue that the table has left
--   rows         how many rows were read, those among them that the condition left out
--   error        why it failed
CREATE TABLE IF NOT EXISTS golconde.backfill_request (
    id           integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_id     integer     NOT NULL REFERENCES golconde.captured_table ON DELETE CASCADE,
    initial      boolean     NOT NULL,
    condition    text,
    state        text        NOT NULL DEFAULT 'open',
    rows         bigint      NOT NULL DEFAULT 0,
    error        text,
    requested_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    finished_at  timestamptz
);
ALTER TABLE golconde.backfill_request DROP CONSTRAINT IF EXISTS backfill_request_state_check;
ALTER TABLE golconde.backfill_request ADD CONSTRAINT backfill_request_state_check
    CHECK (state IN ('open', 'paused', 'cancelled', 'failed', 'done', 'skipped', 'moved'));
