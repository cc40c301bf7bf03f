-- golconde.all_seen(queue_table text, seen pg_snapshot) returns boolean
-- Locks a queue table against everybody, without waiting, and tells whether every row in it is visible in a snapshot.
-- The check is a statement of its own, after the lock: no writer has uncommitted rows here then, and whatever
-- was committed is visible to it. Under a snapshot from before the lock a row would be overlooked; so read committed only.
-- Tables: the queue table (locked, read).
CREATE OR REPLACE FUNCTION golconde.all_seen(queue_table text, seen pg_snapshot) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    unseen boolean;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a slot can only be emptied at isolation level read committed'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    BEGIN
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', queue_table);
    EXCEPTION WHEN lock_not_available THEN
        RETURN false;
    END;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE NOT pg_visible_in_snapshot(txid, $1))', queue_table)
    INTO unseen USING seen;
    RETURN NOT unseen;
END
$function$;

REVOKE ALL ON FUNCTION golconde.all_seen(text, pg_snapshot) FROM PUBLIC;
