-- The registry: which tables are captured into which queue, and what they looked like in each generation.

-- A named, ordered stream of changes.
--   owner   the connector that drains it; null: the next one to come may have it
--   epoch   raised by each start of a drain, so that an older copy of it knows its place
CREATE TABLE IF NOT EXISTS golconde.queue (
    name  text   PRIMARY KEY,
    owner text,
    epoch bigint NOT NULL DEFAULT 0
);

--   relation     null once the table is dropped or its capture stopped; what is queued is still drained. A regclass, since
--                a dump writes it as a name
--   capture      'row': queue rows carry all columns; 'key': only the key
--   key_columns  attribute numbers of the key where there is no primary key
--   level        'row': each row is queued by itself; 'statement': the rows of a statement are queued together
--   replicated   changes made with session_replication_role = replica, as a subscription's are, are captured, too
--   over_limit   its capture was stopped since the queue had become too large
--   kind         'table'; 'message': what enqueue puts into the queue, which is no table's, so that relation is null
CREATE TABLE IF NOT EXISTS golconde.captured_table (
    id          integer    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue       text       NOT NULL REFERENCES golconde.queue,
    relation    regclass   UNIQUE,
    capture     text       NOT NULL CHECK (capture IN ('row', 'key')),
    key_columns smallint[]
);
ALTER TABLE golconde.captured_table ADD COLUMN IF NOT EXISTS replicated boolean NOT NULL DEFAULT false;
ALTER TABLE golconde.captured_table ADD COLUMN IF NOT EXISTS level text NOT NULL DEFAULT 'row' CHECK (level IN ('row', 'statement'));
ALTER TABLE golconde.captured_table ADD COLUMN IF NOT EXISTS kind text NOT NULL DEFAULT 'table' CHECK (kind IN ('table', 'message'));
ALTER TABLE golconde.captured_table ADD COLUMN IF NOT EXISTS over_limit boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX IF NOT EXISTS captured_table_message ON golconde.captured_table (queue) WHERE kind = 'message';

-- The transactions in which Golconde alters a captured table itself, and so need not look at it; always empty for others.
CREATE TABLE IF NOT EXISTS golconde.own_alter (txid xid8 NOT NULL);

-- The table as it was from one change of its definition to the next; the highest generation is the current one.
--   capture   as of the captured table, or 'key' where a row of this generation is too wide for a queue row
--   queue     where its changes are queued; null: in the captured table's queue, as those of any table that has not moved
CREATE TABLE IF NOT EXISTS golconde.generation (
    table_id    integer     NOT NULL REFERENCES golconde.captured_table ON DELETE CASCADE,
    generation  integer     NOT NULL,
    schema_name text        NOT NULL,
    table_name  text        NOT NULL,
    capture     text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    PRIMARY KEY (table_id, generation)
);
ALTER TABLE golconde.generation ADD COLUMN IF NOT EXISTS queue text REFERENCES golconde.queue;

--   type_oid, type_name, type_kind   the type without its domains: pg_type.oid, typname, typtype
--   built_in                         that type is one of pg_catalog
--   key_position                     from 0; null: not of the key
--   type_modifier                    see the function of that name; null, too, in generations that an older version made
--   large                            its values can be large, so that one that an UPDATE leaves as it is is not queued
--                                    again; false, too, in generations that an older version made
CREATE TABLE IF NOT EXISTS golconde.generation_column (
    table_id     integer  NOT NULL,
    generation   integer  NOT NULL,
    attnum       smallint NOT NULL,
    name         text     NOT NULL,
    type_oid     oid      NOT NULL,
    type_name    text     NOT NULL,
    type_kind    "char"   NOT NULL,
    built_in     boolean  NOT NULL,
    not_null     boolean  NOT NULL,
    key_position smallint,
    PRIMARY KEY (table_id, generation, attnum),
    FOREIGN KEY (table_id, generation) REFERENCES golconde.generation ON DELETE CASCADE
);
ALTER TABLE golconde.generation_column ADD COLUMN IF NOT EXISTS type_modifier integer;
ALTER TABLE golconde.generation_column ADD COLUMN IF NOT EXISTS large boolean NOT NULL DEFAULT false;
