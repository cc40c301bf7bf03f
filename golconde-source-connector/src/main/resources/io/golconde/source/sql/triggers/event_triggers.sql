-- The event triggers. Only a superuser may create them; without them the default is key capture.
DO $do$
BEGIN
    DROP EVENT TRIGGER IF EXISTS golconde_ddl;
    DROP EVENT TRIGGER IF EXISTS golconde_drop;
    CREATE EVENT TRIGGER golconde_ddl ON ddl_command_end
        WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE', 'ALTER SCHEMA', 'ALTER TYPE')
        EXECUTE FUNCTION golconde.on_ddl();
    CREATE EVENT TRIGGER golconde_drop ON sql_drop
        WHEN TAG IN ('DROP TABLE', 'DROP SCHEMA', 'DROP TYPE', 'DROP DOMAIN', 'DROP EXTENSION', 'DROP OWNED')
        EXECUTE FUNCTION golconde.on_drop();
    -- also in sessions whose session_replication_role is replica, as that of a restore may be
    ALTER EVENT TRIGGER golconde_ddl ENABLE ALWAYS;
    ALTER EVENT TRIGGER golconde_drop ENABLE ALWAYS;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'role % may not create event triggers: tables are captured by key', current_user;
END
$do$;
