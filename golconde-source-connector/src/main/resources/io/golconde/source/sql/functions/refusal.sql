-- golconde.refusal(relation oid, key_columns text[]) returns text
-- Why a table cannot be captured, in words for a person; null where it can.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.refusal(relation oid, key_columns text[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT CASE
        WHEN r.relkind NOT IN ('r', 'p') THEN 'is not a table'
        WHEN r.relpersistence = 't' THEN 'is a temporary table'
        WHEN r.relispartition THEN 'is a partition: its changes are captured with those of the partitioned table'
        WHEN r.relnamespace::regnamespace::text ~ '^(golconde|information_schema|pg_.*)$' THEN 'is a system table'
        WHEN missing.name IS NOT NULL THEN format('has no column %I, which is named as a part of its key', missing.name)
        WHEN coalesce(cardinality(key_columns), 0) = 0
             AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = r.oid AND i.indisprimary) THEN
            'has no primary key: name columns that identify a row in message.key.columns, or exclude the table'
    END
    FROM pg_class r
    LEFT JOIN LATERAL (
        SELECT k.name FROM unnest(key_columns) AS k(name)
        WHERE NOT EXISTS (SELECT FROM pg_attribute a
                          WHERE a.attrelid = r.oid AND a.attname = k.name AND a.attnum > 0 AND NOT a.attisdropped)
        LIMIT 1) AS missing ON true
    WHERE r.oid = relation
$function$;

REVOKE ALL ON FUNCTION golconde.refusal(oid, text[]) FROM PUBLIC;
