-- golconde.forget_table(table_id integer) returns void
-- Deletes all that is known of a captured table of which the slots are dropped.
-- Tables: captured_table, missed_change, kept_place (deleted), with captured_table all that refers to it;
-- slot_<table_id> (dropped).
CREATE OR REPLACE FUNCTION golconde.forget_table(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    EXECUTE format('DROP SEQUENCE golconde.slot_%s', table_id);
    DELETE FROM golconde.missed_change m WHERE m.table_id = forget_table.table_id;
    DELETE FROM golconde.kept_place k WHERE k.table_id = forget_table.table_id;
    DELETE FROM golconde.captured_table c WHERE c.id = forget_table.table_id;
END
$function$;

REVOKE ALL ON FUNCTION golconde.forget_table(integer) FROM PUBLIC;
