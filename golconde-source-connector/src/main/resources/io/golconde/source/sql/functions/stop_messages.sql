-- golconde.stop_messages(queue text) returns void
-- Lets enqueue put no more messages into a queue. What is queued is still drained.
-- Tables: captured_table (written).
CREATE OR REPLACE FUNCTION golconde.stop_messages(queue text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
    UPDATE golconde.captured_table c SET kind = 'table' WHERE c.queue = stop_messages.queue AND c.kind = 'message'
$function$;

REVOKE ALL ON FUNCTION golconde.stop_messages(text) FROM PUBLIC;
