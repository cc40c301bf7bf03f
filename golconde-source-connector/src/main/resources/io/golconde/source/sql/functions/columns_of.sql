-- golconde.columns_of(relation oid, key_columns smallint[]) returns the columns as generation_column holds them
-- The table as the catalog has it now. Columns that are dropped, or computed when they are read, have no value to queue.
--   key_columns   the key where there is no primary key
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.columns_of(relation oid, key_columns smallint[])
RETURNS TABLE (attnum smallint, name text, type_oid oid, type_name text, type_kind "char", built_in boolean,
               not_null boolean, key_position smallint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT a.attnum, a.attname, t.oid, t.typname, t.typtype, t.typnamespace = 'pg_catalog'::regnamespace, a.attnotnull,
           (array_position(k.key, a.attnum) - 1)::smallint
    FROM golconde.key_of(relation, key_columns) AS k(key),
         pg_attribute a
         JOIN pg_type t ON t.oid = golconde.base_type(a.atttypid)
    WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> 'v'
$function$;

REVOKE ALL ON FUNCTION golconde.columns_of(oid, smallint[]) FROM PUBLIC;
