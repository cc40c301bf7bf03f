-- golconde.watch_partitions(table_id integer) returns void
-- Takes note of partitions that came to a captured table or left it, and queues their rows; of those that were there
-- before it was captured, the rows are existing rows like any others. A table that becomes a partition is no more captured
-- as itself.
-- Each partition's trigger has a function of its own: dropping that drops the trigger, and needs no rights on the table.
-- Tables: captured_table (read); the captured table and its partitions (triggers); see partition_change, queue_rows, stop_capture.
CREATE OR REPLACE FUNCTION golconde.watch_partitions(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $function$
DECLARE
    root    regclass := (SELECT c.relation FROM golconde.captured_table c WHERE c.id = table_id);
    common  text     := format('golconde.capture_%s_partition()', table_id);
    watched boolean  := to_regprocedure(common) IS NOT NULL;
    body    text     := format(
        E'\nBEGIN\n    PERFORM golconde.truncate_partition(%s, TG_RELID, TG_WHEN);\n    RETURN NULL;\nEND\n', table_id);
    header  text     := 'CREATE OR REPLACE FUNCTION %s RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS %L';
    found   record;
BEGIN
    IF (SELECT r.relkind FROM pg_class r WHERE r.oid = root) <> 'p' THEN
        RETURN;
    ELSIF NOT watched THEN
        EXECUTE format(header, common, body);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', common);
    END IF;
    IF (SELECT count(*) FROM pg_trigger t
        WHERE t.tgrelid = root AND t.tgfoid = to_regprocedure(common) AND t.tgenabled IN ('O', 'A')) < 2 THEN
        EXECUTE format('CREATE OR REPLACE TRIGGER "!golconde_before" BEFORE TRUNCATE ON %s EXECUTE FUNCTION %s', root, common);
        EXECUTE format('CREATE OR REPLACE TRIGGER "!golconde_after" AFTER TRUNCATE ON %s EXECUTE FUNCTION %s', root, common);
    END IF;
    FOR found IN
        SELECT p.partition::regclass AS partition, p.op,
               format('golconde.capture_%s_partition_%s()', p.table_id, p.partition) AS function
        FROM golconde.partition_change p WHERE p.table_id = watch_partitions.table_id
    LOOP
        IF found.op = 'd' THEN
            EXECUTE format('DROP FUNCTION %s CASCADE', found.function);
        ELSE
            IF EXISTS (SELECT FROM golconde.captured_table c WHERE c.relation = found.partition) THEN
                PERFORM golconde.stop_capture(found.partition);
            END IF;
            EXECUTE format(header, found.function, body);
            EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found.function);
            EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE TRUNCATE ON %s EXECUTE FUNCTION %s',
                           '!golconde_partition_' || table_id, found.partition, found.function);
        END IF;
        IF watched THEN
            PERFORM golconde.queue_rows(table_id, found.partition, found.op);
        END IF;
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.watch_partitions(integer) FROM PUBLIC;
