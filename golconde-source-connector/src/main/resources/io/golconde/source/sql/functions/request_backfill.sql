-- golconde.request_backfill(relation regclass, initial boolean, condition text) returns integer
-- Adds a request behind all others; see backfill, which checks the condition before, and capture.
-- Returns its id. Tables: backfill_request (written), captured_table (read); see current_column.
CREATE OR REPLACE FUNCTION golconde.request_backfill(relation regclass, initial boolean, condition text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    captured   integer := (SELECT c.id FROM golconde.captured_table c WHERE c.relation = request_backfill.relation);
    request_id integer;
BEGIN
    IF captured IS NULL THEN
        RAISE EXCEPTION 'table % is not captured', relation USING ERRCODE = 'undefined_object';
    ELSIF NOT initial AND NOT EXISTS (SELECT FROM golconde.current_column k
                                      WHERE k.table_id = captured AND k.key_position IS NOT NULL) THEN
        RAISE EXCEPTION 'table % has no key: its rows would be there twice', relation
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- one adder at a time, until it commits
    LOCK TABLE golconde.backfill_request IN SHARE UPDATE EXCLUSIVE MODE;
    INSERT INTO golconde.backfill_request (table_id, initial, condition)
    VALUES (captured, request_backfill.initial, request_backfill.condition)
    RETURNING id INTO request_id;
    RETURN request_id;
END
$function$;

REVOKE ALL ON FUNCTION golconde.request_backfill(regclass, boolean, text) FROM PUBLIC;
