-- golconde.create_generation(table_id integer) returns integer
-- Records a captured table as the catalog has it now, makes its queue tables, and lets its triggers write into them.
-- Those of older generations are left as they are until they are drained: altering them could deadlock with the drain.
-- Tables: captured_table (read); generation, generation_column (written); see create_queue_tables, create_triggers.
CREATE OR REPLACE FUNCTION golconde.create_generation(table_id integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    created integer := (SELECT coalesce(max(g.generation), 0) + 1 FROM golconde.generation g
                        WHERE g.table_id = create_generation.table_id);
BEGIN
    INSERT INTO golconde.generation (table_id, generation, schema_name, table_name, capture)
    SELECT c.id, created, n.nspname, r.relname, golconde.possible_capture(c.relation, c.capture)
    FROM golconde.captured_table c
    JOIN pg_class r ON r.oid = c.relation
    JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE c.id = create_generation.table_id;

    INSERT INTO golconde.generation_column (table_id, generation, attnum, name, type_oid, type_name, type_kind,
                                            built_in, not_null, key_position)
    SELECT c.id, created, a.*
    FROM golconde.captured_table c, golconde.columns_of(c.relation, c.key_columns) a
    WHERE c.id = create_generation.table_id;

    PERFORM golconde.create_queue_tables(table_id, created);
    PERFORM golconde.create_triggers(table_id, created);
    RETURN created;
END
$function$;

REVOKE ALL ON FUNCTION golconde.create_generation(integer) FROM PUBLIC;
