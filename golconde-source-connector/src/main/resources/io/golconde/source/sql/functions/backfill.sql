-- golconde.backfill(relation regclass, condition text) returns integer
-- Has the rows of a captured table read and sent again, while its changes go on.
--   condition   which rows, an SQL expression over the table's columns; functions and types that are not of pg_catalog
--               with their schema. null: all
-- The drain evaluates the condition with its own rights: whoever may execute this may act as the drain's role. Here it is
-- planned with the rights of whoever calls, and not evaluated; a cursor takes one statement, and none behind a semicolon.
-- Returns the id by which to watch and to stop it. Tables: see request_backfill.
CREATE OR REPLACE FUNCTION golconde.backfill(relation regclass, condition text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    probe refcursor;
BEGIN
    IF condition IS NOT NULL THEN
        OPEN probe FOR EXECUTE format(E'SELECT FROM ONLY %s t WHERE (%s\n) IS TRUE', relation, condition);
        CLOSE probe;
    END IF;
    RETURN golconde.request_backfill(relation, false, condition);
END
$function$;

REVOKE ALL ON FUNCTION golconde.backfill(regclass, text) FROM PUBLIC;
