-- golconde.limit_queue(queue text, max_bytes bigint) returns setof text
-- Stops the capture of all tables of a queue that takes more than so many bytes on disk, so that it grows no more but by
-- messages. What is queued is still drained. Once that is done, a connector that selects the tables captures them anew, and
-- reads their rows again; those that were deleted meanwhile stay where they were sent.
-- Returns the names of the tables whose capture it stopped. Passes over a table that is locked: call it again.
-- Tables: generation (read), captured_table (written), q<table_id>_<generation>_<slot> (size); see stop_capture.
CREATE OR REPLACE FUNCTION golconde.limit_queue(queue text, max_bytes bigint) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '300ms' AS $function$
#variable_conflict use_column
DECLARE
    captured golconde.captured_table;
BEGIN
    IF (SELECT sum(pg_relation_size(r.oid) + coalesce(pg_relation_size(nullif(r.reltoastrelid, 0)), 0)) > max_bytes
        FROM golconde.captured_table c
        JOIN golconde.generation g ON g.table_id = c.id
        CROSS JOIN generate_series(0, 2) AS s(slot)
        JOIN pg_class r ON r.oid = to_regclass(format('golconde.q%s_%s_%s', c.id, g.generation, s.slot))
        WHERE coalesce(g.queue, c.queue) = limit_queue.queue)
    THEN
        FOR captured IN
            SELECT c.* FROM golconde.captured_table c
            WHERE c.queue = limit_queue.queue AND c.relation IS NOT NULL ORDER BY c.id
        LOOP
            BEGIN
                UPDATE golconde.captured_table c SET over_limit = true WHERE c.id = captured.id;
                PERFORM golconde.stop_capture(captured.relation);
                RETURN NEXT captured.relation::text;
            EXCEPTION WHEN lock_not_available THEN
                -- a migration or a long statement has the table, and is not to be waited for
            END;
        END LOOP;
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION golconde.limit_queue(text, bigint) FROM PUBLIC;
