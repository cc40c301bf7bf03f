-- golconde.is_current(table_id integer) returns boolean
-- Whether the newest generation of a captured table is the table as the catalog has it now.
-- Tables: captured_table, generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.is_current(table_id integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    WITH newest AS (
        SELECT g.*, c.relation, c.key_columns, golconde.possible_capture(c.relation, c.capture) AS wanted
        FROM golconde.generation g
        JOIN golconde.captured_table c ON c.id = g.table_id
        WHERE g.table_id = is_current.table_id
        ORDER BY g.generation DESC LIMIT 1
    ), recorded AS (
        SELECT c.attnum, c.name, c.type_oid, c.type_name, c.type_kind, c.built_in, c.not_null, c.key_position
        FROM golconde.generation_column c
        JOIN newest n ON n.table_id = c.table_id AND n.generation = c.generation
    ), actual AS (
        SELECT a.* FROM newest n, golconde.columns_of(n.relation, n.key_columns) a
    )
    SELECT EXISTS (SELECT FROM newest n
                   JOIN pg_class r ON r.oid = n.relation AND r.relname = n.table_name
                   JOIN pg_namespace s ON s.oid = r.relnamespace AND s.nspname = n.schema_name
                   WHERE n.capture = n.wanted)
       AND NOT EXISTS (TABLE recorded EXCEPT TABLE actual)
       AND NOT EXISTS (TABLE actual EXCEPT TABLE recorded)
$function$;

REVOKE ALL ON FUNCTION golconde.is_current(integer) FROM PUBLIC;
