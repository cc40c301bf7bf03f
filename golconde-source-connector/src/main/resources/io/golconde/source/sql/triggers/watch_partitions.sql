-- golconde.watch_partitions(table_id integer) returns void
-- Takes note of partitions that came to a captured table or left it, and queues their rows; of those that were there
-- before it was captured, the rows are existing rows like any others.
-- Tables: captured_table (read); the captured table and its partitions (triggers); see partition_change, queue_rows.
CREATE OR REPLACE FUNCTION golconde.watch_partitions(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    root     regclass := (SELECT c.relation FROM golconde.captured_table c WHERE c.id = table_id);
    function text     := format('golconde.capture_%s_partition()', table_id);
    watched  boolean  := to_regprocedure(function) IS NOT NULL;
    found    record;
BEGIN
    IF (SELECT r.relkind FROM pg_class r WHERE r.oid = root) <> 'p' THEN
        RETURN;
    ELSIF NOT watched THEN
        EXECUTE format('CREATE FUNCTION %s RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS %L', function, format(
            E'\nBEGIN\n    PERFORM golconde.truncate_partition(%s, TG_RELID, TG_WHEN);\n    RETURN NULL;\nEND\n', table_id));
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
        EXECUTE format('CREATE TRIGGER "!golconde_before" BEFORE TRUNCATE ON %s EXECUTE FUNCTION %s', root, function);
        EXECUTE format('CREATE TRIGGER "!golconde_after" AFTER TRUNCATE ON %s EXECUTE FUNCTION %s', root, function);
    END IF;
    FOR found IN
        SELECT p.partition::regclass AS partition, p.op, format('!golconde_partition_%s', p.table_id) AS trigger
        FROM golconde.partition_change p WHERE p.table_id = watch_partitions.table_id
    LOOP
        IF found.op = 'd' THEN
            EXECUTE format('DROP TRIGGER %I ON %s', found.trigger, found.partition);
        ELSE
            EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE TRUNCATE ON %s EXECUTE FUNCTION %s',
                           found.trigger, found.partition, function);
        END IF;
        IF watched THEN
            PERFORM golconde.queue_rows(table_id, found.partition, found.op);
        END IF;
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.watch_partitions(integer) FROM PUBLIC;
