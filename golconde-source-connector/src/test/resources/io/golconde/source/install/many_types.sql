CREATE EXTENSION citext

CREATE EXTENSION hstore

CREATE TYPE mood AS ENUM ('sad', 'it''s ok')

CREATE DOMAIN real_mood AS mood

CREATE DOMAIN amount AS numeric(10, 2) CHECK (VALUE > 0)

CREATE TYPE place AS (street text, numbers int[])

CREATE TABLE "Many Types" (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    "a ""b"" c" text,
    "select"    smallint,
    gone        int,
    flag        boolean,
    real4       real,
    real8       double precision,
    exact       numeric(20, 5),
    money       money,
    code        char(5),
    name        varchar(40),
    ci          citext,
    bytes       bytea,
    day         date,
    at          time(3),
    at_zone     timetz,
    moment      timestamp(0),
    instant     timestamptz,
    span        interval day to second,
    bits        bit(4),
    varbits     varbit(9),
    id2         uuid,
    doc         json,
    docb        jsonb,
    doc_xml     xml,
    address     inet,
    mac         macaddr,
    point       point,
    search      tsvector,
    kv          hstore,
    mood        mood,
    real_mood   real_mood,
    moods       mood[],
    amount      amount,
    amounts     amount[],
    place       place,
    places      place[],
    numbers     int[],
    during      tstzrange,
    days        datemultirange,
    "char"      "char",
    pg_name     name,
    twice       int GENERATED ALWAYS AS ("select" * 2) STORED,
    PRIMARY KEY (id, code)
)

ALTER TABLE "Many Types" DROP gone

SELECT golconde.capture('main', '"Many Types"')

SELECT attnum, name, type_name, type_kind, built_in, not_null, key_position FROM golconde.generation_column ORDER BY attnum

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = 'golconde.q1_1_0'::regclass AND attnum > 0 ORDER BY attnum

SELECT relname, reloptions FROM pg_class WHERE relname ~ '^q1_1_' ORDER BY 1

SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = '"Many Types"'::regclass ORDER BY tgname

-- without what is asked for on newer servers only
SELECT regexp_replace(prosrc, 'pg_catalog.pg_column_toast_chunk_id\([^)]+\) \S+ pg_catalog.pg_column_toast_chunk_id\([^)]+\) OR ', '', 'g')
FROM pg_proc WHERE proname ~ '^capture_1_' ORDER BY proname

INSERT INTO "Many Types" OVERRIDING SYSTEM VALUE
VALUES (1, 'x', 2, true, 'NaN', '-Infinity', 12345.67891, 3.5, 'ab', 'n', 'Ci', '\x00ff', '0044-03-15 BC', '24:00',
        '23:59:59.999999+03', 'infinity', '2024-02-29 23:59:59.999999+00', '1 day 02:03:04.5', '1010', '101',
        '00000000-0000-0000-0000-000000000001', '{"a":1,"a":2}', '{"b":1,"a":2}', '<a/>', '10.0.0.0/8', '08:00:2b:01:02:03',
        '(1,2)', 'a:1 b:2', 'k=>v', 'it''s ok', 'sad', '[0:1]={sad,NULL}', 0.01, '{{1.5},{2.5}}', '(street,"{1,2}")',
        '{"(a,{3})"}', '{}', '[2024-01-01 00:00+00,)', '{[2024-01-01,2024-01-05)}', 'c', 'some_name')

UPDATE "Many Types" SET "select" = -1

UPDATE "Many Types" SET code = 'cd'

DELETE FROM "Many Types"

INSERT INTO "Many Types" (code) VALUES ('null')

TRUNCATE "Many Types"

SET TimeZone = 'UTC'

SELECT * FROM (SELECT op, to_jsonb(q) - '{lsn,txid,op,at}'::text[] AS row FROM golconde.q1_1_0 q ORDER BY lsn) q
