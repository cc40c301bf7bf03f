-- golconde.empty_slot(table_id integer, generation integer, slot integer, seen pg_snapshot, keep_places boolean) returns boolean
-- Truncates a slot if every row in it is visible in the given snapshot, that is: acknowledged.
-- False: somebody uses the slot, or it has rows that are not acknowledged; nothing is done then.
--   keep_places  whether the places of rows without a key are still needed
-- Tables: q<table_id>_<generation>_<slot> (truncated), kept_place (written).
DROP FUNCTION IF EXISTS golconde.empty_slot(integer, integer, integer, pg_snapshot);
CREATE OR REPLACE FUNCTION golconde.empty_slot(
    table_id integer, generation integer, slot integer, seen pg_snapshot, keep_places boolean DEFAULT false)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    queue_table text := format('golconde.q%s_%s_%s', table_id, generation, slot);
BEGIN
    IF pg_relation_size(queue_table::regclass) = 0 THEN
        RETURN true;
    ELSIF NOT golconde.all_seen(queue_table, seen) THEN
        RETURN false;
    END IF;
    IF keep_places AND EXISTS (SELECT FROM pg_attribute a
                               WHERE a.attrelid = queue_table::regclass AND a.attname = 'row_place') THEN
        EXECUTE format('INSERT INTO golconde.kept_place SELECT %s, lsn, op, row_file, row_place FROM %s', table_id, queue_table);
    END IF;
    EXECUTE format('TRUNCATE %s', queue_table);
    RETURN true;
END
$function$;

REVOKE ALL ON FUNCTION golconde.empty_slot(integer, integer, integer, pg_snapshot, boolean) FROM PUBLIC;
