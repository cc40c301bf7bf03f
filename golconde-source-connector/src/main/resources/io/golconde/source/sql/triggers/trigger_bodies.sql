-- golconde.trigger_bodies(table_id integer, generation integer) returns one row per trigger
--   operation   names the trigger and its function
--   event       INSERT, UPDATE, DELETE or TRUNCATE
--   level       how often it is called, and with what
-- The text of the generated trigger functions. They run with the rights of Golconde in other people's sessions, and a SET
-- clause would cost microseconds a row; so every operator is OPERATOR(pg_catalog.x), every function and type has its
-- schema, and there is no IS DISTINCT FROM, CASE, IN or NULLIF, which look for an operator by themselves.
-- A key change is the delete of the old key and then the new row. Keys are compared byte by byte: equal is not
-- identical. The comparison stands here and not in a WHEN clause, which would make PostgreSQL refuse ALTER COLUMN TYPE
-- and DROP COLUMN for the key.
-- Where a statement's rows are queued together, those whose key it changes are queued as such before, and once more with the
-- others: see changed_keys.
-- Without a key, updates and deletes cannot be queued.
-- Large values that an UPDATE keeps are left out row by row only: see kept_values.
-- Tables: see current_table, current_column, queue_column, kept_values, changed_keys, note_missed_change.
CREATE OR REPLACE FUNCTION golconde.trigger_bodies(table_id integer, generation integer)
RETURNS TABLE (operation text, event text, level text, body text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    queue      text    := format('q%s_%s', table_id, generation);
    together   boolean := (SELECT t.level = 'statement' FROM golconde.current_table t
                           WHERE t.table_id = trigger_bodies.table_id);
    frame      text    := format(
        E'\n%sDECLARE\n    slot pg_catalog.int8 := pg_catalog.pg_sequence_last_value(%L::pg_catalog.regclass);\n'
        || E'BEGIN\n%%sEND\n', CASE WHEN together THEN E'#variable_conflict use_column\n' END, 'golconde.slot_' || table_id);
    missed     text    := format(E'    PERFORM golconde.note_missed_change(%s);\n', table_id);
    columns    text    := '';
    inserted   text;
    updated    text;
    same_key   text;
    deleted    text;
    rekeyed    text;
    old_key    text;
    new_key    text;
    moved      text;
    kept       text    := golconde.kept_values(table_id);
BEGIN
    SELECT string_agg(format('OLD.%I', c.name), ', ' ORDER BY c.key_position),
           string_agg(format('NEW.%I', c.name), ', ' ORDER BY c.key_position)
    INTO old_key, new_key
    FROM golconde.current_column c WHERE c.table_id = trigger_bodies.table_id AND c.key_position IS NOT NULL;
    SELECT coalesce(string_agg(', ' || q.column_name, '' ORDER BY q.attnum), ''),
           CASE WHEN count(*) > 0 THEN golconde.queue_row('i', array_agg(q.new_value ORDER BY q.attnum), together) END,
           golconde.queue_row('u', array_agg(q.new_value ORDER BY q.attnum), together),
           golconde.queue_row('d', array_agg(q.old_value ORDER BY q.attnum), together),
           'VALUES (' || golconde.queue_row('D', array_agg(q.old_value ORDER BY q.attnum), false) || E'),\n                   ('
           || golconde.queue_row('C', array_agg(q.new_value ORDER BY q.attnum), false) || ')'
    INTO columns, inserted, updated, deleted, rekeyed
    FROM golconde.queue_column q WHERE q.table_id = trigger_bodies.table_id;
    moved := golconde.changed_keys(table_id, golconde.queue_insert(queue, columns, rekeyed, repeat(' ', 16)));
    rekeyed := '    IF ROW(' || old_key || ')::pg_catalog.record OPERATOR(pg_catalog.*<>) ROW(' || new_key
               || E')::pg_catalog.record THEN\n' || golconde.queue_insert(queue, columns, rekeyed, '        ');
    same_key := CASE
        WHEN kept IS NULL THEN golconde.queue_insert(queue, columns, 'VALUES (' || updated || ')', '        ')
        ELSE format(E'        DECLARE\n            kept pg_catalog._int2;\n        BEGIN\n%s%s        END;\n', kept,
                    golconde.queue_insert(queue, columns || ', kept', 'VALUES (' || updated || ', kept)', '            '))
    END;

    RETURN QUERY
    SELECT t.operation, t.event, t.level, replace(frame, '%s', t.statements || E'    RETURN NULL;\n')
    FROM (
        SELECT lower(o.event) AS operation, o.event, format('REFERENCING %s FOR EACH STATEMENT', o.tables) AS level,
               golconde.key_guard(table_id, o.image, o.rows) || o.before
               || golconde.queue_insert(queue, columns, format('SELECT %s FROM %s AS %s', o.queued, o.rows, o.image), '    ')
               AS statements
        FROM (VALUES ('INSERT', 'NEW', 'new_rows', 'NEW TABLE AS new_rows', '', inserted),
                     ('UPDATE', 'NEW', 'new_rows', 'OLD TABLE AS old_rows NEW TABLE AS new_rows', moved, updated),
                     ('DELETE', 'OLD', 'old_rows', 'OLD TABLE AS old_rows', '', deleted))
             AS o(event, image, rows, tables, before, queued)
        WHERE together
        UNION ALL
        SELECT lower(o.event), o.event, 'FOR EACH ROW',
               golconde.key_guard(table_id, o.image, NULL) || coalesce(o.statements, missed)
        FROM (VALUES
            ('INSERT', 'NEW', golconde.queue_insert(queue, columns, 'VALUES (' || inserted || ')', '    ')),
            ('UPDATE', 'NEW', rekeyed || E'    ELSE\n' || same_key || E'    END IF;\n'),
            ('DELETE', 'OLD', CASE WHEN old_key IS NOT NULL THEN
                golconde.queue_insert(queue, columns, 'VALUES (' || deleted || ')', '    ') END)) AS o(event, image, statements)
        WHERE NOT together
        UNION ALL
        SELECT 'truncate', 'TRUNCATE', 'FOR EACH STATEMENT',
               golconde.queue_insert(queue, '', 'VALUES (' || golconde.queue_row('t', NULL, false) || ')', '    ')
    ) AS t;
END
$function$;

REVOKE ALL ON FUNCTION golconde.trigger_bodies(integer, integer) FROM PUBLIC;
