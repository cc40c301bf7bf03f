-- Inserts and truncates of tables without a key that were queued in slots that are emptied since. Until the rows that were there
-- before are read, it is by its place that a queued row is told from them.
--   lsn, op    as in the queue
--   row_file   file of the table in which the row was; null for a truncate
--   row_place  the row's place there
CREATE TABLE IF NOT EXISTS golconde.kept_place (
    table_id  integer  NOT NULL,
    lsn       pg_lsn   NOT NULL,
    op        "char"   NOT NULL,
    row_file  oid,
    row_place tid
);

CREATE INDEX IF NOT EXISTS kept_place_by_place ON golconde.kept_place (table_id, row_file, row_place);
