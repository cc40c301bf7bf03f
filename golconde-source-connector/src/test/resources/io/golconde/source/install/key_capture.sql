CREATE TYPE mood AS ENUM ('sad', 'glad')

CREATE TABLE t (v text, b mood, "a 1" int, PRIMARY KEY ("a 1", b))

SELECT golconde.capture('main', 't', 'key')

SELECT attnum, name, type_name, type_kind, built_in, not_null, key_position FROM golconde.generation_column ORDER BY attnum

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = 'golconde.q1_1_0'::regclass AND attnum > 0 ORDER BY attnum

SELECT regexp_replace(prosrc, 'NEW.b\) OPERATOR\(pg_catalog.<>\) \d+', 'NEW.b) OPERATOR(pg_catalog.<>) 0') FROM pg_proc
WHERE proname ~ '^capture_1_(insert|update)' ORDER BY proname

INSERT INTO t VALUES ('x', 'sad', 1)

UPDATE t SET v = 'y'

UPDATE t SET b = 'glad'

DELETE FROM t

TRUNCATE t

SELECT op, c2, c3 FROM golconde.q1_1_0 ORDER BY lsn
