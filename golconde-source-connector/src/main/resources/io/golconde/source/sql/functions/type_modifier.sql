-- golconde.type_modifier(type oid, modifier integer) returns integer
-- What the declaration of a column, or of a domain that is its type, adds to the type that its values are stored as.
-- NULL: nothing, or a type of which all values travel in one form whatever it adds.
--   modifier   the column's pg_attribute.atttypmod
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.type_modifier(type oid, modifier integer) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    found pg_type;
BEGIN
    SELECT t.* INTO found FROM pg_type t WHERE t.oid = type_modifier.type;
    IF found.typtype = 'd' THEN
        RETURN golconde.type_modifier(found.typbasetype, found.typtypmod);
    END IF;
    RETURN CASE WHEN type IN ('numeric'::regtype, 'time'::regtype, 'timestamp'::regtype) AND modifier >= 0 THEN modifier END;
END
$function$;

REVOKE ALL ON FUNCTION golconde.type_modifier(oid, integer) FROM PUBLIC;
