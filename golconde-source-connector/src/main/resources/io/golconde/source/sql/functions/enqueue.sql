-- golconde.enqueue(queue text, topic text, key text, payload jsonb, headers jsonb) returns void
-- Puts a message into a queue, in order with the row changes of the transaction, and with them or not at all.
--   topic    as it is, without the connector's prefix
--   key      null: none
--   payload  null: a tombstone
--   headers  an object, each field a header: a text as it is, null without a value, anything else as JSON; null: none
-- Topics that begin with __ are refused: they are those of Kafka itself and of heartbeats, and mark what queue_command queues.
-- The queue has the headers as name=value,name,..., with %25, %2C and %3D for what parts them.
-- Tables: q<id>_<generation>_<slot> (written); see message_table.
CREATE OR REPLACE FUNCTION golconde.enqueue(queue text, topic text, key text, payload jsonb, headers jsonb DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    queue_table text := golconde.message_table(queue);
BEGIN
    IF topic IS NULL OR topic COLLATE "C" !~ '^[A-Za-z0-9._-]{1,249}$' OR topic IN ('.', '..') OR topic ~ '^__' THEN
        RAISE EXCEPTION '% cannot be the topic of a message', quote_nullable(topic)
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'It takes 1 to 249 letters, digits, dots, underscores and hyphens, and no __ at its beginning.';
    ELSIF key IS NULL AND payload IS NULL THEN
        RAISE EXCEPTION 'a message without a payload needs a key' USING ERRCODE = 'null_value_not_allowed';
    ELSIF jsonb_typeof(headers) <> 'object' THEN
        RAISE EXCEPTION 'headers of a message are a JSON object, found: %', jsonb_typeof(headers)
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    EXECUTE format('INSERT INTO %s (lsn, txid, op, at, c1, c2, c3, c4)'
                   || ' VALUES (pg_current_wal_insert_lsn(), pg_current_xact_id(), ''i'', clock_timestamp(), $1, $2, $3, $4)', queue_table)
    USING topic, key, payload, (
        SELECT string_agg(replace(replace(replace(h.key, '%', '%25'), ',', '%2C'), '=', '%3D')
                          || coalesce('=' || replace(replace(h.value, '%', '%25'), ',', '%2C'), ''), ',')
        FROM jsonb_each_text(headers) h);
END
$function$;

REVOKE ALL ON FUNCTION golconde.enqueue(text, text, text, jsonb, jsonb) FROM PUBLIC;
