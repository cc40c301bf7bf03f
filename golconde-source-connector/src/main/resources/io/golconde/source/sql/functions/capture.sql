-- golconde.capture(queue text, relation regclass, capture text, key_columns text[], replicated boolean, level text)
-- returns integer
-- Queues the changes of a table from now on. Changes the settings of a table that is captured already.
--   capture      'row' or 'key'; null: as the table is captured already, else as default_capture says
--   key_columns  what identifies a row where there is no primary key; null: as the table is captured already, else nothing,
--                and then only inserts are queued
--   replicated   whether changes made with session_replication_role = replica are queued, too, such as those that a
--                subscription applies; null: as the table is captured already, else not. Needs the rights of the table's owner
--   level        'row' or 'statement'; null: as the table is captured already, else 'row'
-- Returns the table's id. The rows that a table has when it is captured are read once: see request_backfill.
-- Tables: queue, captured_table, generation, generation_column (written); the captured table
-- (triggers); slot_<id>, q<id>_<generation>_<slot> (created).
DROP FUNCTION IF EXISTS golconde.capture(text, regclass, text, text[]);
DROP FUNCTION IF EXISTS golconde.capture(text, regclass, text, text[], boolean);
CREATE OR REPLACE FUNCTION golconde.capture(
    queue text, relation regclass, capture text DEFAULT NULL, key_columns text[] DEFAULT NULL,
    replicated boolean DEFAULT NULL, level text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    captured golconde.captured_table;
    wanted   text;
    refusal  text;
    attnums  smallint[];
BEGIN
    SELECT c.* INTO captured FROM golconde.captured_table c WHERE c.relation = capture.relation;
    wanted := coalesce(capture.capture, captured.capture, golconde.default_capture());
    refusal := golconde.refusal(capture.relation, wanted, coalesce(capture.key_columns, (
        SELECT array_agg(a.attname::text) FROM pg_attribute a
        WHERE a.attrelid = capture.relation AND a.attnum = ANY (captured.key_columns) AND NOT a.attisdropped)));
    IF refusal IS NOT NULL THEN
        RAISE EXCEPTION 'table % %', capture.relation, refusal USING ERRCODE = 'invalid_table_definition';
    ELSIF capture.capture = 'row' AND golconde.default_capture() <> 'row' THEN
        RAISE EXCEPTION 'row capture of table % needs the event trigger golconde_ddl', capture.relation
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Only a superuser can create event triggers; or choose key capture.';
    END IF;
    -- the table keeps its shape until the end; locking it once more for the triggers cannot deadlock with an ALTER
    EXECUTE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', capture.relation);
    attnums := (SELECT array_agg(a.attnum ORDER BY k.position)
                FROM unnest(capture.key_columns) WITH ORDINALITY AS k(name, position)
                JOIN pg_attribute a ON a.attrelid = capture.relation AND a.attname = k.name);

    INSERT INTO golconde.queue (name) VALUES (capture.queue) ON CONFLICT DO NOTHING;
    INSERT INTO golconde.captured_table AS c (queue, relation, capture, key_columns, replicated, level)
    VALUES (capture.queue, capture.relation, wanted, attnums, coalesce(capture.replicated, false),
            coalesce(capture.level, captured.level, 'row'))
    ON CONFLICT (relation) DO UPDATE
        SET capture = excluded.capture, key_columns = coalesce(attnums, c.key_columns),
            replicated = coalesce(capture.replicated, c.replicated), level = excluded.level
        WHERE c.queue = excluded.queue
    RETURNING c.* INTO captured;
    IF captured.id IS NULL THEN
        RAISE EXCEPTION 'table % is captured into another queue', capture.relation
            USING ERRCODE = 'object_in_use',
                  HINT = format('Run SELECT golconde.move_table(%L, %L), or if that queue is another connector''s,'
                                || ' SELECT golconde.stop_capture(%1$L) first.', capture.relation, capture.queue);
    END IF;
    IF to_regclass('golconde.slot_' || captured.id) IS NULL THEN
        EXECUTE format('CREATE SEQUENCE golconde.slot_%s MINVALUE 0 MAXVALUE 2', captured.id);
        PERFORM golconde.move_slot(captured.id, 0);
        PERFORM golconde.request_backfill(capture.relation, true, NULL);
    END IF;
    PERFORM golconde.refresh(capture.relation);
    IF NOT capture.replicated THEN
        PERFORM golconde.enable_triggers(captured.id);
    END IF;
    RETURN captured.id;
END
$function$;

REVOKE ALL ON FUNCTION golconde.capture(text, regclass, text, text[], boolean, text) FROM PUBLIC;
