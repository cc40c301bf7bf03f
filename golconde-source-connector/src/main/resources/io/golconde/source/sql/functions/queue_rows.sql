-- golconde.queue_rows(table_id integer, partition regclass, op text) returns void
-- Queues a change for each row that a partition of a captured table has: they came or go with it.
--   op   i the partition was attached, d it is detached or truncated
-- Without a key, rows cannot be deleted: the table is noted as one that misses changes.
-- Policies could hide rows, and would run with the rights of Golconde: there is an error instead.
-- Tables: generation (read), the partition (read), q<table_id>_<generation>_<slot> (written); see queue_column, note_missed_change.
CREATE OR REPLACE FUNCTION golconde.queue_rows(table_id integer, partition regclass, op text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $function$
DECLARE
    columns text;
    "values" text;
BEGIN
    IF op = 'd' AND NOT EXISTS (SELECT FROM golconde.current_column c
                                WHERE c.table_id = queue_rows.table_id AND c.key_position IS NOT NULL) THEN
        EXECUTE format('SELECT golconde.note_missed_change($1) FROM %s LIMIT 1', partition) USING table_id;
        RETURN;
    END IF;
    SELECT coalesce(string_agg(', ' || q.column_name, '' ORDER BY q.attnum), ''),
           coalesce(string_agg(', ' || q.old_value, '' ORDER BY q.attnum), '')
    INTO columns, "values"
    FROM golconde.queue_column q WHERE q.table_id = queue_rows.table_id;

    EXECUTE format(
        'INSERT INTO golconde.q%s_%s_%s (lsn, txid, op, at, origin%s)'
        || ' SELECT pg_current_wal_insert_lsn(), pg_current_xact_id(), %L::"char", clock_timestamp(), current_setting(''golconde.origin'', true)%s FROM %s AS old',
        table_id,
        (SELECT max(g.generation) FROM golconde.generation g WHERE g.table_id = queue_rows.table_id),
        pg_sequence_last_value(format('golconde.slot_%s', table_id)::regclass),
        columns, op, "values", partition);
END
$function$;

REVOKE ALL ON FUNCTION golconde.queue_rows(integer, regclass, text) FROM PUBLIC;
