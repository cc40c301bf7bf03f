-- Schema golconde: everything that Golconde keeps in a source database.
-- Refuses a schema of that name that somebody else made: its objects could be traps for whoever runs this.
DO $do$
DECLARE
    schema_owner text := (SELECT pg_catalog.pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n
                          WHERE n.nspname OPERATOR(pg_catalog.=) 'golconde');
BEGIN
    IF schema_owner IS NULL THEN
        CREATE SCHEMA golconde;
    ELSIF schema_owner OPERATOR(pg_catalog.<>) current_user THEN
        RAISE EXCEPTION 'schema golconde belongs to role %, and this is role %', schema_owner, current_user
            USING ERRCODE = 'insufficient_privilege',
                  HINT = pg_catalog.format('Install as %I, or let the schema change hands.', schema_owner);
    END IF;
END
$do$;
