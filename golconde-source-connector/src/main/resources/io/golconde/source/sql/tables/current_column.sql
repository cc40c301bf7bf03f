-- golconde.current_column: the columns of the captured tables as the catalog has them now
-- The key is the primary key, else the columns that were named if all of them still exist, else there is none. Columns
-- that are dropped, or computed when they are read, have no value to queue.
--   declared_type   the column's own type; the others are those of generation_column
-- Large can be what is longer than 2,000 bytes, of the types whose values travel as text or bytes. Not those of a key, nor of
-- a domain, which may refuse the NULL that stands for it in a trigger.
-- Tables: captured_table (read).
CREATE OR REPLACE VIEW golconde.current_column AS
SELECT c.id AS table_id, a.attnum, a.attname::text COLLATE "default" AS name, t.oid AS type_oid,
       t.typname::text COLLATE "default" AS type_name,
       t.typtype AS type_kind, t.typnamespace = 'pg_catalog'::regnamespace AS built_in, a.attnotnull AS not_null,
       (array_position(k.columns, a.attnum) - 1)::smallint AS key_position, a.atttypid AS declared_type,
       golconde.type_modifier(a.atttypid, a.atttypmod) AS type_modifier,
       coalesce(a.attnum <> ALL (k.columns), false)
           AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'bytea'::regtype, 'json'::regtype, 'jsonb'::regtype,
                              'xml'::regtype)
           -- four bytes a character, and four more in the modifier
           AND (a.atttypid <> 'varchar'::regtype OR a.atttypmod NOT BETWEEN 0 AND 504) AS large
FROM golconde.captured_table c
LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.relation AND i.indisprimary
CROSS JOIN LATERAL (
    SELECT coalesce((i.indkey::smallint[])[0:i.indnkeyatts - 1], (
        SELECT c.key_columns
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute d
                          WHERE d.attrelid = c.relation AND d.attnum = ANY (c.key_columns) AND d.attisdropped)))) k(columns)
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.relation
JOIN pg_catalog.pg_type t ON t.oid = golconde.base_type(a.atttypid)
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> 'v';
