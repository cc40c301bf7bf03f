-- golconde.create_queue_tables(table_id integer, generation integer) returns void
-- The three slots of the newest generation. No index, no constraint, no autovacuum: they are written at one end, read
-- once and truncated.
-- Tables: q<table_id>_<generation>_<slot> (created); see queue_column.
CREATE OR REPLACE FUNCTION golconde.create_queue_tables(table_id integer, generation integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    columns text := (SELECT string_agg(format(', %s %s', q.column_name, q.type), '' ORDER BY q.attnum)
                     FROM golconde.queue_column q WHERE q.table_id = create_queue_tables.table_id);
BEGIN
    FOR slot IN 0..2 LOOP
        EXECUTE format(
            'CREATE TABLE golconde.q%s_%s_%s (lsn pg_lsn, txid xid8, op "char", at timestamptz%s) USING heap'
            || ' WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)',
            table_id, generation, slot, columns);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_queue_tables(integer, integer) FROM PUBLIC;
