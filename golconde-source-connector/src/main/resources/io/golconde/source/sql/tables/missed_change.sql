-- Captured tables of which rows were changed in a way that no record can express: without a key, nobody can be told which
-- row was updated or deleted. The triggers take note of the first such change, and of several at the same time each.
CREATE TABLE IF NOT EXISTS golconde.missed_change (
    table_id integer     NOT NULL,
    at       timestamptz NOT NULL
);
