-- golconde.truncate_partition(table_id integer, relation oid, timing text) returns void
-- What the TRUNCATE triggers of a partitioned table and of its partitions do. A partition that is truncated with the whole
-- table leaves it at the t that the table's own trigger queues; else a delete is queued for each of its rows.
--   relation   whose trigger it is
--   timing     BEFORE or AFTER
-- PostgreSQL calls the BEFORE triggers of all tables first, the partitioned table's before its partitions'. That it is
-- truncated stands in a setting, which anybody could set; so it counts only where the lock is held that it takes.
-- Tables: captured_table (read); see queue_rows.
CREATE OR REPLACE FUNCTION golconde.truncate_partition(table_id integer, relation oid, timing text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    root oid := (SELECT c.relation FROM golconde.captured_table c WHERE c.id = table_id);
BEGIN
    IF relation = root THEN
        PERFORM set_config('golconde.truncated', CASE timing WHEN 'BEFORE' THEN root::text ELSE '' END, true);
    ELSIF current_setting('golconde.truncated', true) IS DISTINCT FROM root::text
          OR NOT EXISTS (SELECT FROM pg_locks l
                         WHERE l.relation = root AND l.pid = pg_backend_pid() AND l.mode = 'AccessExclusiveLock'
                           AND l.granted AND l.database = (SELECT d.oid FROM pg_database d
                                                           WHERE d.datname = current_database())) THEN
        PERFORM golconde.queue_rows(table_id, relation, 'd');
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION golconde.truncate_partition(integer, oid, text) FROM PUBLIC;
