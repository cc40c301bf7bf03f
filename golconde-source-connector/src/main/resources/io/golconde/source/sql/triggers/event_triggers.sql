-- The event triggers. Only a superuser may create them; without them the default is key capture.
DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname OPERATOR(pg_catalog.=) 'golconde_ddl') THEN
        CREATE EVENT TRIGGER golconde_ddl ON ddl_command_end
            WHEN TAG IN ('ALTER TABLE', 'ALTER SCHEMA', 'ALTER TYPE')
            EXECUTE FUNCTION golconde.on_ddl();
        CREATE EVENT TRIGGER golconde_drop ON sql_drop
            WHEN TAG IN ('DROP TABLE', 'DROP SCHEMA', 'DROP TYPE', 'DROP DOMAIN', 'DROP EXTENSION', 'DROP OWNED')
            EXECUTE FUNCTION golconde.on_drop();
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'role % may not create event triggers: tables are captured by key', current_user;
END
$do$;
