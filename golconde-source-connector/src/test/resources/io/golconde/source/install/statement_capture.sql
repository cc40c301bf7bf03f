CREATE TYPE mood AS ENUM ('sad', 'glad')

CREATE TABLE t (id int PRIMARY KEY, m mood)

SELECT golconde.capture('main', 't', level => 'statement')

SELECT regexp_replace(pg_get_triggerdef(oid), ' ON .* REFERENCING', ' REFERENCING') FROM pg_trigger
WHERE tgname LIKE '!golconde%' ORDER BY tgname

SELECT prosrc FROM pg_proc WHERE proname ~ '^capture_1_' ORDER BY proname

SELECT golconde.capture('main', 't', 'key', level => 'statement')

SELECT prosrc FROM pg_proc WHERE proname = 'capture_1_delete'
