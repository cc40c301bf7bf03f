-- golconde.on_ddl() returns event_trigger
-- After an ALTER, or a CREATE that may be of a partition: refreshes the captured tables that it may have changed. A table is
-- found by its own command or its partition's; one that inherits, and the command is its parent's, or whose type or schema
-- was altered, or from which another one inherits, is looked at with the others. One that became a partition of another
-- captured table is that one's matter. What Golconde alters itself is as it should be.
-- Tables: captured_table, own_alter (read); see refresh.
CREATE OR REPLACE FUNCTION golconde.on_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    IF EXISTS (SELECT FROM golconde.own_alter a WHERE a.txid = pg_current_xact_id()) THEN
        RETURN;
    END IF;
    PERFORM golconde.refresh(c.relation)
    FROM golconde.captured_table c
    JOIN pg_class r ON r.oid = c.relation
    WHERE EXISTS (SELECT FROM pg_event_trigger_ddl_commands() d
                  WHERE d.classid <> 'pg_class'::regclass OR d.objid = c.relation OR pg_partition_root(d.objid) = c.relation
                     OR EXISTS (SELECT FROM pg_inherits i
                                WHERE i.inhrelid = c.relation OR c.level = 'statement' AND i.inhparent = c.relation))
      AND NOT (r.relispartition AND EXISTS (SELECT FROM golconde.captured_table root
                                            WHERE root.relation = pg_partition_root(c.relation)));
END
$function$;

REVOKE ALL ON FUNCTION golconde.on_ddl() FROM PUBLIC;
