-- golconde.move_slot(table_id integer, slot integer) returns void
-- Lets the triggers of a captured table write into another slot from now on. A transaction that has looked before may
-- still write into the old one: see empty_slot. Takes effect at once, also when the transaction rolls back.
-- Tables: slot_<table_id> (written).
CREATE OR REPLACE FUNCTION golconde.move_slot(table_id integer, slot integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    SELECT setval(format('golconde.slot_%s', table_id)::regclass, slot)
$function$;

REVOKE ALL ON FUNCTION golconde.move_slot(integer, integer) FROM PUBLIC;
