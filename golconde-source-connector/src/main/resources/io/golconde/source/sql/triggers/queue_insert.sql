-- golconde.queue_insert(table_id integer, generation integer, rows text[]) returns text
-- The statements of a trigger function that write the given rows into the current slot; see queue_row.
-- The last slot is the ELSE branch: whatever the pointer says, nothing is lost.
-- Tables: generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.queue_insert(table_id integer, generation integer, rows text[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT string_agg(
        CASE slot WHEN 0 THEN E'    IF slot OPERATOR(pg_catalog.=) 0 THEN\n'
                  WHEN 1 THEN E'    ELSIF slot OPERATOR(pg_catalog.=) 1 THEN\n'
                  ELSE E'    ELSE\n' END
        || format(E'        INSERT INTO golconde.q%s_%s_%s (lsn, txid, op, at%s) VALUES\n            %s;\n',
                  table_id, generation, slot, c.names, array_to_string(rows, E',\n            ')),
        '' ORDER BY slot) || E'    END IF;\n'
    FROM generate_series(0, 2) AS slot,
         (SELECT string_agg(', c' || q.attnum, '' ORDER BY q.attnum)
          FROM golconde.queue_columns(table_id, generation) q) AS c(names)
$function$;

REVOKE ALL ON FUNCTION golconde.queue_insert(integer, integer, text[]) FROM PUBLIC;
