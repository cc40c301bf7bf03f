-- golconde.message_table(queue text) returns text
-- The table that a message of the queue is written into now; an error where the queue takes no messages.
-- Tables: captured_table, generation (read); see accept_messages.
CREATE OR REPLACE FUNCTION golconde.message_table(queue text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    queue_table text := (
        SELECT format('golconde.q%s_%s_%s', g.table_id, g.generation, pg_sequence_last_value(format('golconde.slot_%s', c.id)::regclass))
        FROM golconde.captured_table c
        JOIN golconde.generation g ON g.table_id = c.id
        WHERE c.queue = message_table.queue AND c.kind = 'message'
        ORDER BY g.generation DESC LIMIT 1);
BEGIN
    IF queue_table IS NULL THEN
        RAISE EXCEPTION 'queue % takes no messages', quote_nullable(queue)
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = format('Let the owner of schema golconde run SELECT golconde.accept_messages(%s).', quote_nullable(queue));
    END IF;
    RETURN queue_table;
END
$function$;

REVOKE ALL ON FUNCTION golconde.message_table(text) FROM PUBLIC;
