-- golconde.empty_slot(table_id integer, generation integer, slot integer, seen pg_snapshot) returns boolean
-- Truncates a slot if every row in it is visible in the given snapshot, that is: acknowledged.
-- False: somebody uses the slot, or it has rows that are not acknowledged; nothing is done then.
-- Tables: q<table_id>_<generation>_<slot> (truncated).
CREATE OR REPLACE FUNCTION golconde.empty_slot(table_id integer, generation integer, slot integer, seen pg_snapshot)
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
    EXECUTE format('TRUNCATE %s', queue_table);
    RETURN true;
END
$function$;

REVOKE ALL ON FUNCTION golconde.empty_slot(integer, integer, integer, pg_snapshot) FROM PUBLIC;
