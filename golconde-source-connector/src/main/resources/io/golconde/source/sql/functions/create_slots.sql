-- golconde.create_slots(table_id integer, generation integer, columns text) returns void
-- The three slots of a generation. No index, no constraint, no autovacuum: they are written at one end, read once and
-- truncated.
--   columns  those for the values, each as a definition with a comma before it
-- Tables: q<table_id>_<generation>_<slot> (created).
CREATE OR REPLACE FUNCTION golconde.create_slots(table_id integer, generation integer, columns text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    FOR slot IN 0..2 LOOP
        EXECUTE format(
            'CREATE TABLE golconde.q%s_%s_%s (lsn pg_lsn, txid xid8, op "char", at timestamptz, origin text%s) USING heap'
            || ' WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)',
            table_id, generation, slot, columns);
    END LOOP;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_slots(integer, integer, text) FROM PUBLIC;
