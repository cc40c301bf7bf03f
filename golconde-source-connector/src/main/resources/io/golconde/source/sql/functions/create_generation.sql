-- golconde.create_generation(table_id integer) returns integer
-- Records a captured table as the catalog has it now, makes its queue tables, and lets its triggers write into them.
-- Those of older generations are left as they are until they are drained: altering them could deadlock with the drain.
-- Tables: generation, generation_column (written); see current_table, current_column, create_queue_tables, create_triggers.
CREATE OR REPLACE FUNCTION golconde.create_generation(table_id integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    created integer := (SELECT coalesce(max(g.generation), 0) + 1 FROM golconde.generation g
                        WHERE g.table_id = create_generation.table_id);
BEGIN
    INSERT INTO golconde.generation (table_id, generation, schema_name, table_name, capture)
    SELECT t.table_id, created, t.schema_name, t.table_name, t.capture
    FROM golconde.current_table t
    WHERE t.table_id = create_generation.table_id;

    INSERT INTO golconde.generation_column (table_id, generation, attnum, name, type_oid, type_name, type_kind,
                                            built_in, not_null, key_position, type_modifier, large)
    SELECT c.table_id, created, c.attnum, c.name, c.type_oid, c.type_name, c.type_kind,
           c.built_in, c.not_null, c.key_position, c.type_modifier, c.large
    FROM golconde.current_column c
    WHERE c.table_id = create_generation.table_id;

    PERFORM golconde.create_queue_tables(table_id, created);
    PERFORM golconde.create_triggers(table_id, created);
    RETURN created;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_generation(integer) FROM PUBLIC;
