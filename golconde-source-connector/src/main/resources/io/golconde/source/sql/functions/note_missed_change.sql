-- golconde.note_missed_change(table_id integer) returns void
-- Takes note of a change that cannot be queued. No constraint keeps the notes few: a writer would wait for another one.
-- Tables: missed_change (written).
CREATE OR REPLACE FUNCTION golconde.note_missed_change(table_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM golconde.missed_change m WHERE m.table_id = note_missed_change.table_id) THEN
        INSERT INTO golconde.missed_change (table_id, at) VALUES (note_missed_change.table_id, clock_timestamp());
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION golconde.note_missed_change(integer) FROM PUBLIC;
