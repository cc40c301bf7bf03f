-- golconde.on_drop() returns event_trigger
-- After a DROP: forgets captured tables that went, and refreshes those that lost a column or their key to a CASCADE, or
-- their last child, so that the rows of a statement can be queued together again. Refuses to let go of a partition alone:
-- at this point its rows cannot be read any more, and others would have them for ever.
-- Tables: captured_table (written); see refresh.
CREATE OR REPLACE FUNCTION golconde.on_drop() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    lost record;
BEGIN
    PERFORM golconde.forget_dropped_tables();
    SELECT c.relation AS root, format('%I.%I', d.address_names[1], d.address_names[2]) AS partition INTO lost
    FROM pg_event_trigger_dropped_objects() d
    JOIN golconde.captured_table c ON d.address_names[3] = format('!golconde_partition_%s', c.id)
    WHERE d.object_type = 'trigger' AND c.relation IS NOT NULL
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'partition % of table % cannot be dropped: Golconde captures its rows, which nobody could delete elsewhere',
                lost.partition, lost.root
            USING ERRCODE = 'dependent_objects_still_exist',
                  HINT = format('First ALTER TABLE %s DETACH PARTITION %s, which queues a delete for each row.',
                                lost.root, lost.partition);
    END IF;
    PERFORM golconde.refresh(c.relation)
    FROM golconde.captured_table c
    JOIN pg_class r ON r.oid = c.relation
    WHERE c.relation IN (SELECT d.objid FROM pg_event_trigger_dropped_objects() d
                         WHERE d.classid = 'pg_class'::regclass AND d.objsubid > 0)
       -- whose children they were is not known any more: relhassubclass stays until the next ANALYZE
       OR c.level = 'statement' AND r.relhassubclass
          AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.relation)
          AND EXISTS (SELECT FROM pg_event_trigger_dropped_objects() d WHERE d.object_type = 'table');
END
$function$;

REVOKE ALL ON FUNCTION golconde.on_drop() FROM PUBLIC;
