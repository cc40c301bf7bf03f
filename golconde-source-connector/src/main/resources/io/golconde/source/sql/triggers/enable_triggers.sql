-- golconde.enable_triggers(table_id integer) returns void
-- Lets the triggers of a captured table and of its partitions fire also where session_replication_role is replica, or not
-- any more. Only the owner of a table may say so: nothing is touched that is as it should be.
-- Each ALTER fires the event trigger, which would come back here and end as deep as there are triggers.
-- Tables: captured_table (read), own_alter (written); the captured table and its partitions (triggers).
CREATE OR REPLACE FUNCTION golconde.enable_triggers(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    command text;
BEGIN
    INSERT INTO golconde.own_alter (txid) VALUES (pg_current_xact_id());
    FOR command IN
        SELECT format('ALTER TABLE ONLY %s ENABLE %s TRIGGER %I', t.tgrelid::regclass,
                      CASE WHEN c.replicated THEN 'ALWAYS' ELSE '' END, t.tgname)
        FROM golconde.captured_table c
        JOIN pg_proc p ON p.pronamespace = 'golconde'::regnamespace AND p.proname ~ format('^capture_%s_', c.id)
        JOIN pg_trigger t ON t.tgfoid = p.oid
        WHERE c.id = table_id AND (t.tgenabled = 'A') <> c.replicated
    LOOP
        EXECUTE command;
    END LOOP;
    DELETE FROM golconde.own_alter a WHERE a.txid = pg_current_xact_id();
END
$function$;

REVOKE ALL ON FUNCTION golconde.enable_triggers(integer) FROM PUBLIC;
