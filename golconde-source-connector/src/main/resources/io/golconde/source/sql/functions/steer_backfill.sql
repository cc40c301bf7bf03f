-- golconde.steer_backfill(id integer, from_states text[], to_state text) returns void
-- Changes the state of a request for existing rows, or says why it cannot; see pause_backfill, resume_backfill, cancel_backfill.
-- Tables: backfill_request (written).
CREATE OR REPLACE FUNCTION golconde.steer_backfill(id integer, from_states text[], to_state text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    UPDATE golconde.backfill_request r SET state = to_state
    WHERE r.id = steer_backfill.id AND r.state = ANY (from_states);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'backfill % is %', id, coalesce(
                (SELECT r.state FROM golconde.backfill_request r WHERE r.id = steer_backfill.id), 'unknown')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'SELECT * FROM golconde.backfill_status shows them all.';
    END IF;
END
$function$;

REVOKE ALL ON FUNCTION golconde.steer_backfill(integer, text[], text) FROM PUBLIC;
