-- golconde.queue_row(op text, expressions text[], together boolean) returns text
-- A row of a queue table, as a list of expressions.
--   op           i insert, u update, d delete, D and C old and new half of a key change, t truncate
--   expressions  the values of the columns of the captured table, null for none; see queue_column
--   together     whether it stands for all rows of a statement: what they have in common is asked for once then
-- Tables: none.
CREATE OR REPLACE FUNCTION golconde.queue_row(op text, expressions text[], together boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT array_to_string(ARRAY[
        'pg_catalog.pg_current_wal_insert_lsn()',
        format(c.form, 'pg_catalog.pg_current_xact_id()'),
        format('%L::pg_catalog."char"', op),
        'pg_catalog.clock_timestamp()',
        format(c.form, $$pg_catalog.current_setting('golconde.origin', true)$$)] || expressions, ', ')
    FROM (SELECT CASE WHEN together THEN '(SELECT %s)' ELSE '%s' END) AS c(form)
$function$;

REVOKE ALL ON FUNCTION golconde.queue_row(text, text[], boolean) FROM PUBLIC;
