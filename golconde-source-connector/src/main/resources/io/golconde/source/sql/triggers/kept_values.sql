-- golconde.kept_values(table_id integer) returns text
-- The statements of a trigger function for each row that leave large values out which an UPDATE has kept: they become NULL,
-- and the variable kept gets the numbers of their columns. Null where the table has no columns for large values.
-- Sizes are those that are stored, so that asking for them reads nothing but the row. What lies out of line and has kept its
-- place is the same value; which place that is can be asked for since PostgreSQL 17. What was written anew is compared.
-- Tables: see current_column, queue_column.
CREATE OR REPLACE FUNCTION golconde.kept_values(table_id integer) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT format(E'            IF %s THEN\n%s            END IF;\n',
        string_agg(format('pg_catalog.pg_column_size(NEW.%I) OPERATOR(pg_catalog.>) 2000', c.name), ' OR ' ORDER BY c.attnum),
        string_agg(format($template$                IF pg_catalog.pg_column_size(NEW.%1$I) OPERATOR(pg_catalog.>) 2000
                   AND pg_catalog.pg_column_size(NEW.%1$I) OPERATOR(pg_catalog.=) pg_catalog.pg_column_size(OLD.%1$I)
                   AND (%3$sROW(NEW.%1$I)::pg_catalog.record OPERATOR(pg_catalog.*=) ROW(OLD.%1$I)::pg_catalog.record) THEN
                    NEW.%1$I := NULL;
                    kept := pg_catalog.array_append(kept, %2$s::pg_catalog.int2);
                END IF;
$template$, c.name, c.attnum, p.same_place), '' ORDER BY c.attnum))
    FROM golconde.queue_column q
    JOIN golconde.current_column c ON c.table_id = q.table_id AND c.attnum = q.attnum
    CROSS JOIN LATERAL (SELECT CASE WHEN current_setting('server_version_num')::integer >= 170000 THEN format(
        'pg_catalog.pg_column_toast_chunk_id(NEW.%1$I) OPERATOR(pg_catalog.=) pg_catalog.pg_column_toast_chunk_id(OLD.%1$I) OR ',
        c.name) END) AS p(same_place)
    WHERE q.table_id = kept_values.table_id AND q.large
    HAVING count(*) > 0
$function$;

REVOKE ALL ON FUNCTION golconde.kept_values(integer) FROM PUBLIC;
