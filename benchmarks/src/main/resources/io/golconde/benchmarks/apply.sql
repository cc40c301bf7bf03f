-- What sinks write to, on both servers. kind is upserts, mixed or deletes; changes come in the order of their ids.

CREATE TABLE item (
    id bigint PRIMARY KEY,
    owner text NOT NULL,
    balance bigint NOT NULL,
    price bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    note text
);

CREATE FUNCTION is_delete(kind text, id bigint) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
SELECT kind = 'deletes' OR kind = 'mixed' AND id % 5 = 0
$$;

-- The rows that are there before: all that are deleted later, and half of the others.
CREATE PROCEDURE prepare(kind text, changes int) LANGUAGE sql AS $$
INSERT INTO item
SELECT id, 'nobody yet', 0, 0, '2026-01-01', NULL FROM generate_series(1, changes) AS id
WHERE is_delete(kind, id) OR id % 2 = 0;
$$;

CREATE PROCEDURE change(kind text, changes int) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item VALUES (-1, 'start', 0, 0, now());
    FOR place IN 1..changes LOOP
        IF is_delete(kind, place) THEN
            DELETE FROM item WHERE id = place;
        ELSE
            INSERT INTO item
            VALUES (place, 'owner of item number ' || place, place * 7, place * 37, now(), 'paid in at the counter, in cash')
            ON CONFLICT ON CONSTRAINT item_pkey DO UPDATE
            SET owner = excluded.owner, balance = excluded.balance, price = excluded.price,
                changed_at = excluded.changed_at, note = excluded.note;
        END IF;
    END LOOP;
    INSERT INTO item VALUES (-2, 'end', 0, 0, now());
    -- for those who do not read them from a topic: the changes in their order, with the rows as they are now
    EXECUTE format($view$
        CREATE VIEW changed AS
        SELECT item.id IS NULL AS deleted, c.id, item.owner, item.balance, item.price, item.changed_at, item.note
        FROM (SELECT CASE place WHEN 0 THEN -1 WHEN %1$s + 1 THEN -2 ELSE place END AS id, place
              FROM generate_series(0, %1$s + 1) AS place) AS c
        LEFT JOIN item USING (id)
        ORDER BY c.place$view$, changes);
END $$;
