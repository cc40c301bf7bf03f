-- The live mix. Statements that stand together are one transaction; the writers pick them by weight. Rows are found
-- at random along the key, and a row that another writer holds is passed over.

-- 30: a new order
INSERT INTO orders (customer, contact, quantity, total, currency, note, signature, ordered_on, reference, details, tags)
VALUES ('customer ' || floor(random() * 700), 'live@example.org', floor(random() * 12), random() * 900, 'USD', 'live',
    decode(md5(random()::text), 'hex'), current_date, gen_random_uuid(), jsonb_build_object('roll', random()),
    ARRAY['live', NULL]);

-- 25: an order moves on
UPDATE orders SET
    status = (enum_range(NULL::order_status))[1 + floor(random() * 4)::integer],
    history = history || status,
    discount = random(),
    patience = patience + interval '1 minute',
    changed_at = clock_timestamp()
WHERE order_id = (
    SELECT order_id FROM orders WHERE order_id >= (SELECT (random() * max(order_id))::bigint FROM orders)
    ORDER BY order_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 6: an order is deleted
DELETE FROM orders WHERE order_id = (
    SELECT order_id FROM orders WHERE order_id >= (SELECT (random() * max(order_id))::bigint FROM orders)
    ORDER BY order_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 3: an order gets another number
UPDATE orders SET order_id = nextval(pg_get_serial_sequence('orders', 'order_id')), changed_at = clock_timestamp()
WHERE order_id = (
    SELECT order_id FROM orders WHERE order_id >= (SELECT (random() * max(order_id))::bigint FROM orders)
    ORDER BY order_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 1: many orders at once
UPDATE orders SET priority = coalesce(priority, 0) + 1, note = note || '!', changed_at = clock_timestamp()
WHERE order_id IN (
    SELECT order_id FROM orders WHERE order_id >= (SELECT (random() * max(order_id))::bigint FROM orders)
    ORDER BY order_id LIMIT 25 FOR UPDATE SKIP LOCKED);

-- 14: a friendship is offered, or offered again
INSERT INTO friendships (user_id, friend_id, status_id)
VALUES (floor(random() * 3000), floor(random() * 100000), floor(random() * 4))
ON CONFLICT (user_id, friend_id) DO UPDATE SET status_id = excluded.status_id, created_at = now();

-- 8: a friendship changes
UPDATE friendships SET status_id = floor(random() * 4)
WHERE (user_id, friend_id) = (
    SELECT user_id, friend_id FROM friendships WHERE user_id >= (SELECT floor(random() * 3000)::bigint)
    ORDER BY user_id, friend_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 4: a friendship ends
DELETE FROM friendships WHERE (user_id, friend_id) = (
    SELECT user_id, friend_id FROM friendships WHERE user_id >= (SELECT floor(random() * 3000)::bigint)
    ORDER BY user_id, friend_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 2: a friendship goes over to another friend
UPDATE friendships SET friend_id = 100000 + floor(random() * 1000000000)
WHERE (user_id, friend_id) = (
    SELECT user_id, friend_id FROM friendships WHERE user_id >= (SELECT floor(random() * 3000)::bigint)
    ORDER BY user_id, friend_id LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 1: a status that only one friendship has
INSERT INTO friendship_statuses SELECT greatest(9, max(abs(status_id))) + 1, 'special' FROM friendship_statuses
ON CONFLICT DO NOTHING;
INSERT INTO friendships (user_id, friend_id, status_id)
SELECT floor(random() * 3000), 2000000000 + floor(random() * 1000000000), max(status_id) FROM friendship_statuses
WHERE status_id > 9 HAVING max(status_id) IS NOT NULL;

-- 1: a status gets another number, and its friendships with it
UPDATE friendship_statuses AS s SET status_id = -s.status_id
WHERE abs(s.status_id) > 9 AND NOT EXISTS (SELECT FROM friendship_statuses AS o WHERE o.status_id = -s.status_id)
    AND s.status_id = (
    SELECT status_id FROM friendship_statuses WHERE abs(status_id) > 9 ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED);

-- 4: a row with a generated key
INSERT INTO surrogate_test (description) VALUES ('live ' || random());

-- 1: one transaction over three tables
UPDATE friendship_statuses SET description = 'Confirmed in ' || txid_current() WHERE status_id = 1;
INSERT INTO friendships (user_id, friend_id, status_id) VALUES (floor(random() * 3000), -floor(random() * 1000000000), 1);
INSERT INTO orders (customer, quantity, total) VALUES ('a present', 1, random());

-- 1: a change and its opposite
INSERT INTO surrogate_test (surrogate_id, description) VALUES (0, 'gone before it was seen');
DELETE FROM surrogate_test WHERE surrogate_id = 0;

-- 1: a transaction that changes its mind
DO $$ BEGIN
    INSERT INTO orders (customer, quantity, total) VALUES ('nobody', 0, 0);
    RAISE 'the demo changed its mind';
END $$;
