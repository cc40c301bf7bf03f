-- golconde.trigger_bodies(table_id integer, generation integer) returns one row per operation
-- The text of the generated trigger functions. They run with the rights of Golconde in other people's sessions, and a SET
-- clause would cost microseconds a row; so every operator is OPERATOR(pg_catalog.x), every function and type has its
-- schema, and there is no IS DISTINCT FROM, CASE, IN or NULLIF, which look for an operator by themselves.
-- Without a key, and under key capture even of inserts, the table is noted as one that misses changes instead.
-- A key change is the delete of the old key and then the new row. Keys are compared byte by byte: equal is not
-- identical. The comparison stands here and not in a WHEN clause, which would make PostgreSQL refuse ALTER COLUMN TYPE
-- and DROP COLUMN for the key.
-- Tables: see current_column, queue_column, note_missed_change.
CREATE OR REPLACE FUNCTION golconde.trigger_bodies(table_id integer, generation integer)
RETURNS TABLE (operation text, level text, body text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    queue      text := format('q%s_%s', table_id, generation);
    frame      text := format(
        E'\nDECLARE\n    slot pg_catalog.int8 := pg_catalog.pg_sequence_last_value(%L::pg_catalog.regclass);\n'
        || E'BEGIN\n%%sEND\n', 'golconde.slot_' || table_id);
    missed     text := format(E'    PERFORM golconde.note_missed_change(%s);\n', table_id);
    columns    text := '';
    old_values text[];
    new_values text[];
    old_key    text;
    new_key    text;
BEGIN
    SELECT coalesce(string_agg(', ' || q.column_name, '' ORDER BY q.attnum), ''),
           array_agg(q.old_value ORDER BY q.attnum), array_agg(q.new_value ORDER BY q.attnum)
    INTO columns, old_values, new_values
    FROM golconde.queue_column q WHERE q.table_id = trigger_bodies.table_id;
    SELECT string_agg(format('OLD.%I', c.name), ', ' ORDER BY c.key_position),
           string_agg(format('NEW.%I', c.name), ', ' ORDER BY c.key_position)
    INTO old_key, new_key
    FROM golconde.current_column c WHERE c.table_id = trigger_bodies.table_id AND c.key_position IS NOT NULL;

    RETURN QUERY
    SELECT o.operation, o.level, replace(frame, '%s', o.guard || coalesce(o.statements, missed) || E'    RETURN NULL;\n')
    FROM (VALUES
        ('insert', 'ROW', golconde.key_guard(table_id, 'NEW'),
         CASE WHEN new_values IS NOT NULL THEN
             golconde.queue_insert(queue, columns, ARRAY[golconde.queue_row('i', new_values)], '    ') END),
        ('update', 'ROW', golconde.key_guard(table_id, 'NEW'),
         '    IF ROW(' || old_key || ')::pg_catalog.record OPERATOR(pg_catalog.*<>) ROW(' || new_key || E')::pg_catalog.record THEN\n'
         || golconde.queue_insert(queue, columns, ARRAY[
                golconde.queue_row('D', old_values), golconde.queue_row('C', new_values)], '        ')
         || E'    ELSE\n'
         || golconde.queue_insert(queue, columns, ARRAY[golconde.queue_row('u', new_values)], '        ')
         || E'    END IF;\n'),
        ('delete', 'ROW', golconde.key_guard(table_id, 'OLD'),
         CASE WHEN old_key IS NOT NULL THEN
             golconde.queue_insert(queue, columns, ARRAY[golconde.queue_row('d', old_values)], '    ') END),
        ('truncate', 'STATEMENT', '',
         golconde.queue_insert(queue, '', ARRAY[golconde.queue_row('t', NULL)], '    '))
    ) AS o(operation, level, guard, statements);
END
$function$;

REVOKE ALL ON FUNCTION golconde.trigger_bodies(integer, integer) FROM PUBLIC;
