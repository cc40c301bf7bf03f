-- golconde.refusal(relation oid, capture text, key_columns text[]) returns text
-- Why a table cannot be captured, in words for a person; null where it can.
--   capture      as wanted
--   key_columns  what identifies a row where there is no primary key; null for nothing
-- Tables: none but the catalog; see row_fits.
DROP FUNCTION IF EXISTS golconde.refusal(oid, text[]);
CREATE OR REPLACE FUNCTION golconde.refusal(relation oid, capture text, key_columns text[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT CASE
        WHEN r.relkind NOT IN ('r', 'p') THEN 'is not a table'
        WHEN r.relpersistence = 't' THEN 'is a temporary table'
        WHEN r.relispartition THEN 'is a partition: its changes are captured with those of the partitioned table'
        WHEN r.relnamespace::regnamespace::text ~ '^(golconde|information_schema|pg_.*)$' THEN 'is a system table'
        WHEN elsewhere.relid IS NOT NULL THEN
            format('has the foreign table %s as a partition: changes of rows that are elsewhere cannot be captured. Detach it, or'
                   || ' exclude the table', elsewhere.relid)
        WHEN k.primary_key THEN NULL
        WHEN unfit.missing THEN format('has no column %I, which is named as a part of its key', unfit.name)
        WHEN unfit.name IS NOT NULL THEN
            format('may have NULL in column %1$I, which is named as a part of its key: ALTER TABLE %2$s ALTER %1$I SET NOT NULL,'
                   || ' or name another column', unfit.name, r.oid::regclass)
        WHEN key_columns IS NULL AND NOT (capture = 'row' AND golconde.row_fits(r.oid)) THEN
            'has no primary key, and only keys can be captured: name columns that identify a row in message.key.columns, or'
            || ' exclude the table'
    END
    FROM pg_class r
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = r.oid AND i.indisprimary) AS primary_key) AS k
    LEFT JOIN LATERAL (
        SELECT p.relid FROM pg_partition_tree(r.oid) p JOIN pg_class f ON f.oid = p.relid AND f.relkind = 'f'
        LIMIT 1) AS elsewhere ON true
    LEFT JOIN LATERAL (
        SELECT n.name, a.attnum IS NULL AS missing
        FROM unnest(key_columns) AS n(name)
        LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attname = n.name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE a.attnotnull IS NOT TRUE
        ORDER BY a.attnum IS NULL DESC
        LIMIT 1) AS unfit ON true
    WHERE r.oid = relation
$function$;

REVOKE ALL ON FUNCTION golconde.refusal(oid, text, text[]) FROM PUBLIC;
