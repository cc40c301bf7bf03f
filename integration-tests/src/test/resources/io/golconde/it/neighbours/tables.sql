CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE TYPE mood AS ENUM ('glad', 'so-so');
CREATE DOMAIN short AS varchar(5);
CREATE TABLE things (
    id int PRIMARY KEY,
    flag boolean, small smallint, medium int, large bigint, id_of oid, real4 real, real8 double precision,
    amount numeric(12, 4), exact numeric, price money,
    fixed char(4), words varchar(20), note text, label citext, brief short, feeling mood, bytes bytea,
    day date, clock time, clock_zone timetz, at timestamp, at_zone timestamptz, at_milli timestamp(3), span interval,
    uid uuid, plain json, tree jsonb, doc xml, tags hstore,
    one_bit bit(1), ten_bits bit(10), some_bits varbit,
    ip inet, net cidr, mac macaddr, spot point, during int4range, period tstzrange, search tsvector,
    numbers int[], names text[], amounts numeric[]);
ALTER TABLE things ALTER note SET STORAGE EXTERNAL;
CREATE TABLE log (id int PRIMARY KEY, line text);
CREATE TABLE pairs (a int, b text, c text, PRIMARY KEY (a, b));
