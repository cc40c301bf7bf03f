-- golconde.changed_keys(table_id integer, insert text) returns text
-- The statements of a trigger function for each statement that queue the rows whose key an UPDATE changed.
-- Both transition tables have the rows in the order in which they were updated. So first the keys are compared as a whole,
-- which costs little; up to a million, because arrays hold them. Only where they differ the rows are put side by side.
-- All rows are queued once more afterwards: whatever key one row took over from another, each is right in the end, even if
-- the order were another one day; then old keys would be linked with wrong new ones, no more.
-- The join is a FULL one because that is never a nested loop: the plan may be of a session's first update, of one row.
--   insert   the statements that queue OLD and NEW
-- Tables: see current_column.
CREATE OR REPLACE FUNCTION golconde.changed_keys(table_id integer, insert text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT format($template$    IF EXISTS (SELECT FROM new_rows OFFSET 1000000)
       OR (SELECT ROW(%1$s)::pg_catalog.record FROM old_rows AS OLD) OPERATOR(pg_catalog.*<>)
          (SELECT ROW(%2$s)::pg_catalog.record FROM new_rows AS NEW) THEN
        DECLARE
            changed pg_catalog.record;
        BEGIN
            FOR changed IN
                SELECT o.image AS before, n.image AS after
                FROM (SELECT pg_catalog.row_number() OVER () AS place, ROW(%3$s)::pg_catalog.record AS key,
                             (OLD.*)::pg_catalog.record AS image FROM old_rows AS OLD) AS o
                FULL JOIN (SELECT pg_catalog.row_number() OVER () AS place, ROW(%4$s)::pg_catalog.record AS key,
                                  (NEW.*)::pg_catalog.record AS image FROM new_rows AS NEW) AS n
                    ON o.place OPERATOR(pg_catalog.=) n.place
                WHERE o.key OPERATOR(pg_catalog.*<>) n.key
                ORDER BY o.place
            LOOP
                OLD := changed.before;
                NEW := changed.after;
%5$s            END LOOP;
        END;
    END IF;
$template$,
        string_agg(format(a.form, 'OLD', c.name), ', ' ORDER BY c.key_position),
        string_agg(format(a.form, 'NEW', c.name), ', ' ORDER BY c.key_position),
        string_agg(format('OLD.%I', c.name), ', ' ORDER BY c.key_position),
        string_agg(format('NEW.%I', c.name), ', ' ORDER BY c.key_position),
        insert)
    FROM golconde.current_column c
    JOIN pg_type t ON t.oid = c.type_oid
    -- an array of arrays would want them all of one shape
    CROSS JOIN LATERAL (SELECT CASE WHEN t.typcategory = 'A' THEN 'pg_catalog.array_agg(ROW(%s.%I)::pg_catalog.record)'
                                    ELSE 'pg_catalog.array_agg(%s.%I)' END) AS a(form)
    WHERE c.table_id = changed_keys.table_id AND c.key_position IS NOT NULL
$function$;

REVOKE ALL ON FUNCTION golconde.changed_keys(integer, text) FROM PUBLIC;
