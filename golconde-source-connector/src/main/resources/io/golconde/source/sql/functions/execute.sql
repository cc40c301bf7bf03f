-- golconde.execute(queue text, sql text) returns void
-- Executes one DDL statement with the rights and the search_path of the caller, and puts it into a queue, in order with the
-- row changes of the transaction, and with them or not at all.
-- What kind of statement it is, the server tells: it refuses to open a cursor for DDL and names the command, in whatever
-- language, and executes nothing of what it opens a cursor for. Refused are several statements, what is no DDL, what
-- is about the whole server or holds a password, and CREATE TABLE AS, whose rows are the source's.
-- Runs under the caller's search_path: each name and operator has its schema.
-- Tables: see queue_command.
CREATE OR REPLACE FUNCTION golconde.execute(queue text, sql text) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    path pg_catalog.text := (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(s.name::pg_catalog.text), ', ' ORDER BY s.place)
        FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY s(name, place)
        WHERE s.name::pg_catalog.text OPERATOR(pg_catalog.!~) '^pg_temp_');
    opened  pg_catalog.refcursor;
    command pg_catalog.text;
BEGIN
    BEGIN
        OPEN opened FOR EXECUTE sql;
        CLOSE opened;
    EXCEPTION WHEN invalid_cursor_definition THEN
        command := pg_catalog.substring(SQLERRM, '[A-Z]{2,}(?: [A-Z]{2,})*' COLLATE pg_catalog."C");
    END;
    IF (command OPERATOR(pg_catalog.~) '^(CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|SECURITY LABEL)( |$)'
        AND command OPERATOR(pg_catalog.!~) ' (ROLE|DATABASE|TABLESPACE|SYSTEM|SUBSCRIPTION|USER MAPPING|TABLE AS)$') IS NOT TRUE THEN
        RAISE EXCEPTION 'golconde.execute takes one DDL statement, found: %',
                coalesce(command, 'a query, or not one statement')
            USING ERRCODE = 'feature_not_supported',
                  HINT = 'It takes CREATE, ALTER, DROP, COMMENT, GRANT, REVOKE and SECURITY LABEL, but for roles, databases,'
                         ' tablespaces, subscriptions, user mappings, ALTER SYSTEM and CREATE TABLE AS. Execute others at each database.';
    END IF;
    EXECUTE sql;
    PERFORM golconde.queue_command(queue, sql, coalesce(path, ''));
END
$function$;

REVOKE ALL ON FUNCTION golconde.execute(text, text) FROM PUBLIC;
