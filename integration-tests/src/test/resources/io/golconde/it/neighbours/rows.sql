INSERT INTO things VALUES (
    1, true, -5, 7, 9007199254740993, 4000000000, 1.5, 1e-300, 12345678.9012, 0.100, '$1,234.50',
    'ab', 'häß "quoted"', E'line\nline\\', 'MiXed', 'brief', 'so-so', '\x00ff',
    '2026-01-31', '23:59:59.999999', '12:00:00+00', '2026-01-31 12:00:00.000001', '2026-01-31 12:00:00.000001+02',
    '2026-01-31 12:00:00.001', '1 year 2 months -3 days 04:05:06.7',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": [1,null]}', '{"b": {"c": 1.50}}', '<a>b</a>', 'k=>v, n=>NULL',
    '1', '1000000101', '10110001',
    '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', '(1.5,-2)', '[1,5)', '[2026-01-01 00:00+00,)', 'a:1 b:2',
    '{1,NULL,3}', '{"a,b",NULL,"","NULL"}', '{1.10,NULL}');
INSERT INTO things (id) VALUES (2), (3);
INSERT INTO things (id, medium, note, real4, real8, amount, exact, day, at, at_zone, clock, numbers)
VALUES (4, 1, repeat('x', 20000), '-1e-30', 123456789.123456789, -0.0001, 123456789012345678901234567890.5, '0001-01-01',
        '0001-01-01 00:00', '9999-12-31 23:59:59.999999+00', '00:00', '{}');
INSERT INTO log VALUES (1, 'before');
INSERT INTO pairs VALUES (1, 'x', 'first'), (2, 'y', 'second');
