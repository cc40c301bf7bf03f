-- golconde.move_table(relation regclass, queue text) returns void
-- Has the changes of a captured table queued in another queue of the same connector from now on. What the old queue has of
-- the table is sent first: until then the new queue waits, with all of its tables. Does nothing where it is that one already.
-- Fails with object_in_use where it can be done later: while existing rows are read, while the new queue is not drained yet,
-- and while one of the two queues is part of another move, so that no two queues ever wait for each other.
-- Tables: captured_table, generation, backfill_request (written); see create_generation.
CREATE OR REPLACE FUNCTION golconde.move_table(relation regclass, queue text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    captured golconde.captured_table;
    obstacle text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a table can only be moved at isolation level read committed'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    -- one mover at a time, until it commits, and nobody who asks for existing rows
    LOCK TABLE golconde.backfill_request IN SHARE UPDATE EXCLUSIVE MODE;
    SELECT c.* INTO captured FROM golconde.captured_table c WHERE c.relation = move_table.relation;
    IF captured.id IS NULL THEN
        RAISE EXCEPTION 'table % is not captured', relation USING ERRCODE = 'undefined_object';
    ELSIF captured.queue = move_table.queue THEN
        RETURN;
    END IF;
    EXECUTE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', relation);
    PERFORM pg_advisory_xact_lock('golconde.captured_table'::regclass::oid::integer, captured.id);

    obstacle := CASE
        WHEN NOT EXISTS (
            SELECT FROM golconde.progress o
            JOIN golconde.progress n ON n.queue = move_table.queue
            WHERE o.queue = captured.queue
              AND left(o.owner, -length(o.queue)) = left(n.owner, -length(n.queue)))
            THEN 'they are not both drained by one connector'
        WHEN EXISTS (
            SELECT FROM golconde.backfill_request r
            WHERE r.table_id = captured.id AND r.state IN ('open', 'paused'))
            THEN 'its existing rows are not all read'
        WHEN EXISTS (
            SELECT FROM golconde.generation g
            JOIN golconde.captured_table c ON c.id = g.table_id
            WHERE g.queue IS NOT NULL AND (c.id = captured.id OR c.queue = captured.queue OR g.queue = move_table.queue))
            THEN 'one of them is part of another move, which is not finished'
    END;
    IF obstacle IS NOT NULL THEN
        RAISE EXCEPTION 'table % cannot move from the queue % to % now: %', relation, captured.queue, queue, obstacle
            USING ERRCODE = 'object_in_use', HINT = 'Try again later.';
    END IF;

    UPDATE golconde.generation g SET queue = captured.queue WHERE g.table_id = captured.id;
    UPDATE golconde.captured_table c SET queue = move_table.queue WHERE c.id = captured.id;
    UPDATE golconde.backfill_request r SET state = 'moved'
    WHERE r.table_id = captured.id AND r.initial AND r.state = 'done';
    PERFORM golconde.create_generation(captured.id);
END
$function$;

REVOKE ALL ON FUNCTION golconde.move_table(regclass, text) FROM PUBLIC;
