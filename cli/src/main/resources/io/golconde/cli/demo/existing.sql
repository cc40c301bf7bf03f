-- The rows that are there before capture begins.

INSERT INTO friendship_statuses VALUES (0, 'Unconfirmed'), (1, 'Confirmed'), (2, 'Blocked'), (3, 'Severed');

INSERT INTO friendships (user_id, friend_id, created_at, status_id)
SELECT n, 1 + n * 7919 % 100000, timestamptz '2009-06-01 12:00+00' + n * interval '17 minutes', n % 4
FROM generate_series(1, 3000) AS n;

INSERT INTO surrogate_test (description) SELECT 'existed before, number ' || n FROM generate_series(1, 500) AS n;

INSERT INTO orders (
    customer, contact, status, history, quantity, priority, total, discount, weight, distance, gift, currency, coupon,
    note, signature, ordered_on, deliver_at, deliver_from, placed_at, reference, request, details, tags, packages,
    dimensions, patience, client, network, device, stay, position, flags, words)
SELECT
    'customer ' || n % 700,
    'c' || n || '@example.org',
    (enum_range(NULL::order_status))[1 + n % 4],
    (enum_range(NULL::order_status))[1:n % 5],
    n % 12,
    (n % 7 - 3)::smallint,
    n * 1.37,
    CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN 'NaN' ELSE n::numeric ^ 9 / 7 END,
    CASE n % 50 WHEN 0 THEN 'Infinity' ELSE n / 3.0 END,
    CASE n % 60 WHEN 0 THEN '-0' ELSE 1e-300 * n END,
    n % 3 = 0,
    'EUR',
    CASE WHEN n % 4 = 0 THEN '' END,
    CASE n % 100 WHEN 0 THEN repeat('a long note, ', 2000) ELSE E'tab\t, quote '' and “Ünïcode” ' || n END,
    decode(md5(n::text), 'hex'),
    CASE n % 200 WHEN 0 THEN 'infinity' WHEN 1 THEN '0044-03-15 BC' ELSE date '2009-01-01' + n END,
    CASE n % 90 WHEN 0 THEN '24:00' ELSE time '00:00:00.000001' + n * interval '7.31 seconds' END,
    timetz '12:00:00+05:30' + n * interval '1 second',
    CASE n % 200 WHEN 0 THEN '-infinity' ELSE timestamp '1969-12-31 23:59:59.999999' + n * interval '1.000001 days' END,
    md5(n::text)::uuid,
    ('{"n": 1, "n": ' || n || ', "spaces":  "kept"}')::json,
    jsonb_build_object('n', n, 'nested', jsonb_build_array(1.50, NULL, 'x')),
    ARRAY['plain', 'with "quotes", commas', NULL, '{braces}'],
    CASE n % 4 WHEN 0 THEN '{}' WHEN 1 THEN '[0:1]={3,4}' ELSE ARRAY[n, NULL, -n] END::integer[],
    ARRAY[[1.25, 2.50], [n, 0.10]],
    make_interval(months => n % 30, days => n % 40, secs => n * 1.5),
    ('192.168.' || n % 250 || '.1/24')::inet,
    '2001:db8::/32',
    '08:00:2b:01:02:03',
    tstzrange(timestamptz '2009-01-01 00:00+00', timestamptz '2009-01-01 00:00+00' + n * interval '1 hour'),
    point(n / 10.0, -n),
    (n % 256)::bit(8),
    to_tsvector('english', 'the quick brown foxes ' || n)
FROM generate_series(1, 4000) AS n;
