-- golconde.retire(table_id integer, generation integer, seen pg_snapshot) returns boolean
-- Drops a generation that nothing is written into any more, if every row in it is visible in the given snapshot; with
-- the last one of a table that is captured no more, all that is known of the table.
-- False: it is the current generation, somebody uses it, or it has rows that are not acknowledged.
-- Tables: generation, generation_column (deleted); q<table_id>_<generation>_<slot> (dropped); see forget_table.
CREATE OR REPLACE FUNCTION golconde.retire(table_id integer, generation integer, seen pg_snapshot) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    captured boolean := (SELECT c.relation IS NOT NULL OR c.kind <> 'table' FROM golconde.captured_table c WHERE c.id = table_id);
    slots    text[]  := (SELECT array_agg(format('golconde.q%s_%s_%s', table_id, generation, slot))
                         FROM generate_series(0, 2) slot);
BEGIN
    IF captured AND generation >= (SELECT max(g.generation) FROM golconde.generation g
                                   WHERE g.table_id = retire.table_id) THEN
        RETURN false;
    ELSIF NOT (SELECT bool_and(golconde.all_seen(s, seen)) FROM unnest(slots) s) THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %s', array_to_string(slots, ', '));
    DELETE FROM golconde.generation g WHERE g.table_id = retire.table_id AND g.generation = retire.generation;
    IF NOT captured AND NOT EXISTS (SELECT FROM golconde.generation g WHERE g.table_id = retire.table_id) THEN
        PERFORM golconde.forget_table(table_id);
    END IF;
    RETURN true;
END
$function$;

REVOKE ALL ON FUNCTION golconde.retire(integer, integer, pg_snapshot) FROM PUBLIC;
