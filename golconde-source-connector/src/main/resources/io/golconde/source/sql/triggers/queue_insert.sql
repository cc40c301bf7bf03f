-- golconde.queue_insert(table_id integer, generation integer, rows text[], indent text) returns text
-- The statements of a trigger function that write the given rows into the current slot; see queue_row.
-- The last slot is the ELSE branch: whatever the pointer says, nothing is lost.
--   indent   stands before each line
-- Tables: generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.queue_insert(table_id integer, generation integer, rows text[], indent text)
RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT string_agg(
        indent || s.condition || E'\n'
        || indent || format(E'    INSERT INTO golconde.q%s_%s_%s (lsn, txid, op, at%s) VALUES\n',
                            table_id, generation, s.slot, c.names)
        || indent || '        ' || array_to_string(rows, E',\n' || indent || '        ') || E';\n',
        '' ORDER BY s.slot) || indent || E'END IF;\n'
    FROM (VALUES (0, 'IF slot OPERATOR(pg_catalog.=) 0 THEN'),
                 (1, 'ELSIF slot OPERATOR(pg_catalog.=) 1 THEN'),
                 (2, 'ELSE')) AS s(slot, condition),
         (SELECT string_agg(', c' || q.attnum, '' ORDER BY q.attnum)
          FROM golconde.queue_columns(table_id, generation) q) AS c(names)
$function$;

REVOKE ALL ON FUNCTION golconde.queue_insert(integer, integer, text[], text) FROM PUBLIC;
