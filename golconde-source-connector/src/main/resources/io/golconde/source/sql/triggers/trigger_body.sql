-- golconde.trigger_body(table_id integer, generation integer, operation text) returns text
-- The text of a generated trigger function. It runs with the rights of Golconde in other people's sessions, and a SET
-- clause would cost microseconds a row; so every operator is OPERATOR(pg_catalog.x), every function and type has its
-- schema, and there is no IS DISTINCT FROM, CASE, IN or NULLIF, which look for an operator by themselves.
-- A key change is the delete of the old key and then the new row. Keys are compared byte by byte: equal is not
-- identical. The comparison stands here and not in a WHEN clause, which would make PostgreSQL refuse ALTER COLUMN TYPE
-- and DROP COLUMN for the key.
--   operation   insert, update, delete or truncate
-- Tables: captured_table, generation, generation_column (read).
CREATE OR REPLACE FUNCTION golconde.trigger_body(table_id integer, generation integer, operation text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    step       text := '    ';
    old_values text[];
    new_values text[];
    old_key    text;
    new_key    text;
    body       text;
BEGIN
    SELECT array_agg(q.old_value ORDER BY q.attnum), array_agg(q.new_value ORDER BY q.attnum)
    INTO old_values, new_values
    FROM golconde.queue_columns(table_id, generation) q;

    IF operation = 'insert' THEN
        body := golconde.key_guard(table_id, generation, 'NEW')
             || golconde.queue_insert(table_id, generation, ARRAY[golconde.queue_row('i', new_values)], step);
    ELSIF operation = 'delete' THEN
        body := golconde.key_guard(table_id, generation, 'OLD')
             || golconde.queue_insert(table_id, generation, ARRAY[golconde.queue_row('d', old_values)], step);
    ELSIF operation = 'update' THEN
        SELECT string_agg(format('OLD.%I', c.name), ', ' ORDER BY c.key_position),
               string_agg(format('NEW.%I', c.name), ', ' ORDER BY c.key_position)
        INTO old_key, new_key
        FROM golconde.generation_column c
        WHERE c.table_id = trigger_body.table_id AND c.generation = trigger_body.generation
          AND c.key_position IS NOT NULL;
        body := golconde.key_guard(table_id, generation, 'NEW')
             || step || format(E'IF ROW(%s)::pg_catalog.record OPERATOR(pg_catalog.*<>) ROW(%s)::pg_catalog.record THEN\n',
                               old_key, new_key)
             || golconde.queue_insert(table_id, generation, ARRAY[
                    golconde.queue_row('D', old_values), golconde.queue_row('C', new_values)], step || step)
             || step || E'ELSE\n'
             || golconde.queue_insert(table_id, generation, ARRAY[golconde.queue_row('u', new_values)], step || step)
             || step || E'END IF;\n';
    ELSE
        body := golconde.queue_insert(table_id, generation, ARRAY[
                    golconde.queue_row('t', array_fill('NULL'::text, ARRAY[coalesce(cardinality(new_values), 0)]))], step);
    END IF;
    RETURN format(
        E'\nDECLARE\n    slot pg_catalog.int8 := pg_catalog.pg_sequence_last_value(%L::pg_catalog.regclass);\n'
        || E'BEGIN\n%s    RETURN NULL;\nEND\n', 'golconde.slot_' || table_id, body);
END
$function$;

REVOKE ALL ON FUNCTION golconde.trigger_body(integer, integer, text) FROM PUBLIC;
