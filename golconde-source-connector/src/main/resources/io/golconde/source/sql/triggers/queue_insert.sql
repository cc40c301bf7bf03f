-- golconde.queue_insert(queue text, columns text, rows text[], indent text) returns text
-- The statements of a trigger function that write the given rows into the current slot; see queue_row.
-- The last slot is the ELSE branch: whatever the pointer says, nothing is lost.
--   queue    the queue table without its slot, q<table_id>_<generation>
--   columns  those of the captured table, each with a comma before it
--   indent   stands before each line
-- Tables: none.
CREATE OR REPLACE FUNCTION golconde.queue_insert(queue text, columns text, rows text[], indent text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT string_agg(
        indent || s.condition || E'\n'
        || indent || format(E'    INSERT INTO golconde.%s_%s (lsn, txid, op, at%s) VALUES\n', queue, s.slot, columns)
        || indent || '        ' || array_to_string(rows, E',\n' || indent || '        ') || E';\n',
        '' ORDER BY s.slot) || indent || E'END IF;\n'
    FROM (VALUES (0, 'IF slot OPERATOR(pg_catalog.=) 0 THEN'),
                 (1, 'ELSIF slot OPERATOR(pg_catalog.=) 1 THEN'),
                 (2, 'ELSE')) AS s(slot, condition)
$function$;

REVOKE ALL ON FUNCTION golconde.queue_insert(text, text, text[], text) FROM PUBLIC;
