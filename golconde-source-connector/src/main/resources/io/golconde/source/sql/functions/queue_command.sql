-- golconde.queue_command(queue text, sql text, path text) returns void
-- Puts a statement that was executed into a queue, among its messages, in order with the row changes of the transaction.
-- For golconde.execute; whoever may call it could queue what was not executed.
--   path   the search_path under which it was executed
-- The topic, which no message can have, tells it from them; the statement stands in place of the key, the path of the headers.
-- Its origin is kept as that of a row is, so that origin.exclude.list leaves it out.
-- Tables: q<id>_<generation>_<slot> (written); see message_table.
CREATE OR REPLACE FUNCTION golconde.queue_command(queue text, sql text, path text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    EXECUTE format('INSERT INTO %s (lsn, txid, op, at, origin, c1, c2, c4)'
                   || ' VALUES (pg_current_wal_insert_lsn(), pg_current_xact_id(), ''i'', clock_timestamp(),'
                   || ' current_setting(''golconde.origin'', true), ''__command'', $1, $2)',
                   golconde.message_table(queue))
    USING sql, path;
END
$function$;

REVOKE ALL ON FUNCTION golconde.queue_command(text, text, text) FROM PUBLIC;
