-- golconde.queue_row(op text, expressions text[]) returns text
-- One row of a queue table, as a list of expressions.
--   op           i insert, u update, d delete, D and C old and new half of a key change, t truncate
--   expressions  the values of the columns of the captured table, null for none; see queue_column
-- Tables: none.
CREATE OR REPLACE FUNCTION golconde.queue_row(op text, expressions text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT array_to_string(ARRAY[
        'pg_catalog.pg_current_wal_insert_lsn()',
        'pg_catalog.pg_current_xact_id()',
        format('%L::pg_catalog."char"', op),
        'pg_catalog.clock_timestamp()',
        $$pg_catalog.current_setting('golconde.origin', true)$$] || expressions, ', ')
$function$;

REVOKE ALL ON FUNCTION golconde.queue_row(text, text[]) FROM PUBLIC;
