-- golconde.on_drop() returns event_trigger
-- After a DROP: forgets captured tables that went, and refreshes those that lost a column or their key to a CASCADE.
-- Tables: captured_table (written); see refresh.
CREATE OR REPLACE FUNCTION golconde.on_drop() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    PERFORM golconde.forget_dropped_tables();
    PERFORM golconde.refresh(c.relation)
    FROM golconde.captured_table c
    WHERE c.relation IN (SELECT d.objid FROM pg_event_trigger_dropped_objects() d
                         WHERE d.classid = 'pg_class'::regclass AND d.objsubid > 0);
END
$function$;

REVOKE ALL ON FUNCTION golconde.on_drop() FROM PUBLIC;
