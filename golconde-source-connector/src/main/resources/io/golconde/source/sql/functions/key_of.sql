-- golconde.key_of(relation oid, key_columns smallint[]) returns smallint[]
-- The attribute numbers of a table's key, in the order of the key: its primary key, else the given columns if all of them
-- still exist. Null where there is none.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.key_of(relation oid, key_columns smallint[]) RETURNS smallint[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT coalesce(
        (SELECT array_agg(k.attnum ORDER BY k.position)
         FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(attnum, position)
         WHERE i.indrelid = relation AND i.indisprimary AND k.position <= i.indnkeyatts),
        (SELECT key_columns
         WHERE NOT EXISTS (SELECT FROM unnest(key_columns) AS k(attnum)
                           JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = k.attnum AND a.attisdropped)))
$function$;

REVOKE ALL ON FUNCTION golconde.key_of(oid, smallint[]) FROM PUBLIC;
