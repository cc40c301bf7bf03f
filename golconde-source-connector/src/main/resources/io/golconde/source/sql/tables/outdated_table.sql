-- golconde.outdated_table: the captured tables whose newest generation is not the table as the catalog has it now
-- Tables: captured_table, generation, generation_column (read); see current_table, current_column.
CREATE OR REPLACE VIEW golconde.outdated_table AS
SELECT t.table_id
FROM golconde.current_table t
LEFT JOIN LATERAL (
    SELECT g.* FROM golconde.generation g WHERE g.table_id = t.table_id ORDER BY g.generation DESC LIMIT 1) g ON true
WHERE (g.schema_name, g.table_name, g.capture) IS DISTINCT FROM (t.schema_name, t.table_name, t.capture)
   OR (SELECT array_agg(ROW(c.attnum, c.name, c.type_oid, c.type_name, c.not_null, c.key_position, c.type_modifier,
                         c.large) ORDER BY c.attnum)
       FROM golconde.generation_column c
       WHERE c.table_id = g.table_id AND c.generation = g.generation)
      IS DISTINCT FROM
      (SELECT array_agg(ROW(c.attnum, c.name, c.type_oid, c.type_name, c.not_null, c.key_position, c.type_modifier,
                         c.large) ORDER BY c.attnum)
       FROM golconde.current_column c
       WHERE c.table_id = t.table_id);
