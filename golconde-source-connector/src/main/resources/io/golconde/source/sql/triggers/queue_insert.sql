-- golconde.queue_insert(queue text, columns text, source text, indent text) returns text
-- The statements of a trigger function that write rows into the current slot.
-- The last slot is the ELSE branch: whatever the pointer says, nothing is lost.
--   queue    the queue table without its slot, q<table_id>_<generation>
--   columns  those of the captured table, each with a comma before it
--   source   VALUES or SELECT, with the expressions of queue_row
--   indent   stands before each line
-- Tables: none.
CREATE OR REPLACE FUNCTION golconde.queue_insert(queue text, columns text, source text, indent text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT string_agg(
        indent || s.condition || E'\n'
        || indent || format(E'    INSERT INTO golconde.%s_%s (lsn, txid, op, at, origin%s)\n', queue, s.slot, columns)
        || indent || '    ' || source || E';\n',
        '' ORDER BY s.slot) || indent || E'END IF;\n'
    FROM (VALUES (0, 'IF slot OPERATOR(pg_catalog.=) 0 THEN'),
                 (1, 'ELSIF slot OPERATOR(pg_catalog.=) 1 THEN'),
                 (2, 'ELSE')) AS s(slot, condition)
$function$;

REVOKE ALL ON FUNCTION golconde.queue_insert(text, text, text, text) FROM PUBLIC;
