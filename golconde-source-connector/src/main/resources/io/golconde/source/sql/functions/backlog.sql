-- golconde.backlog() returns one row per queue table
--   bytes          its size with its TOAST table's, with what is acknowledged but not yet truncated
--   rows_estimate  the same in rows: those of its first page times its pages
--   oldest         when the first change in it was made that is not acknowledged; null: all are
-- Tables: queue, captured_table, generation, progress, q<id>_<generation>_<slot> (read).
CREATE OR REPLACE FUNCTION golconde.backlog()
RETURNS TABLE (queue text, table_id integer, generation integer, slot integer, bytes bigint, rows_estimate bigint,
               oldest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    seen pg_snapshot;
    name text;
BEGIN
    FOR queue, table_id, generation, slot, seen IN
        SELECT w.queue, g.table_id, g.generation, s.slot, p.seen
        FROM golconde.captured_table c
        JOIN golconde.generation g ON g.table_id = c.id
        CROSS JOIN LATERAL (SELECT coalesce(g.queue, c.queue)) w(queue)
        LEFT JOIN golconde.progress p ON p.queue = w.queue
        CROSS JOIN generate_series(0, 2) AS s(slot)
    LOOP
        name := format('golconde.q%s_%s_%s', table_id, generation, slot);
        bytes := (SELECT pg_relation_size(r.oid) + coalesce(pg_relation_size(nullif(r.reltoastrelid, 0)), 0)
                  FROM pg_class r WHERE r.oid = name::regclass);
        rows_estimate := 0;
        oldest := NULL;
        IF bytes > 0 THEN
            EXECUTE format('SELECT count(*) * (pg_relation_size(%L) / current_setting(''block_size'')::bigint) FROM %s'
                           || ' WHERE ctid < ''(1,0)''', name, name) INTO rows_estimate;
            EXECUTE format('SELECT q.at FROM %s q WHERE pg_visible_in_snapshot(q.txid, $1) IS NOT TRUE LIMIT 1', name)
            INTO oldest USING seen;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.backlog() FROM PUBLIC;
