-- golconde.base_type(type oid) returns oid
-- The type that values of a type are stored as: domains resolved, also where they are elements of an array.
-- Tables: none but the catalog.
CREATE OR REPLACE FUNCTION golconde.base_type(type oid) RETURNS oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    found pg_type;
BEGIN
    SELECT t.* INTO found FROM pg_type t WHERE t.oid = base_type.type;
    IF found.typtype = 'd' THEN
        RETURN golconde.base_type(found.typbasetype);
    ELSIF found.typsubscript = 'array_subscript_handler'::regproc THEN
        RETURN (SELECT e.typarray FROM pg_type e WHERE e.oid = golconde.base_type(found.typelem));
    END IF;
    RETURN type;
END
$function$;

REVOKE ALL ON FUNCTION golconde.base_type(oid) FROM PUBLIC;
