-- golconde.sink_offset: how far each partition of a topic is applied, written in the transaction that applies its records.
-- One row for each namespace (setting offset.namespace), connector, original topic and partition.
--   epoch          rises with each task that takes the partition over; only the latest may advance it
--   next_offset    the first offset that is not applied; null before the first record
--   record_*       the last record applied: by them a topic that was made anew is told from the one that was read
--   source, source_epoch   the source queue and the highest epoch of its owners seen; what older owners sent is dropped
CREATE SCHEMA IF NOT EXISTS golconde;
CREATE TABLE IF NOT EXISTS golconde.sink_offset (
    namespace text NOT NULL,
    connector text NOT NULL,
    topic text NOT NULL,
    partition int4 NOT NULL,
    epoch int8 NOT NULL,
    next_offset int8,
    record_offset int8,
    record_timestamp int8,
    record_lsn int8,
    record_txid int8,
    source text,
    source_epoch int8,
    updated_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    PRIMARY KEY (namespace, connector, topic, partition)
) WITH (fillfactor = 50);
