INSERT INTO things SELECT 5, flag, small, medium, large, id_of, real4, real8, amount, exact, price, fixed, words, note, label, brief,
    feeling, bytes, day, clock, clock_zone, at, at_zone, at_milli, span, uid, plain, tree, doc, tags, one_bit, ten_bits, some_bits, ip,
    net, mac, spot, during, period, search, numbers, names, amounts FROM things WHERE id = 1;
UPDATE things SET flag = NULL, words = NULL, amount = NULL, at_zone = NULL, numbers = NULL, tree = NULL WHERE id = 1;
DELETE FROM things WHERE id = 2;
UPDATE things SET id = 30, medium = 30 WHERE id = 3;
UPDATE things SET medium = 2 WHERE id = 4;
TRUNCATE log;
INSERT INTO log VALUES (2, 'after');
UPDATE pairs SET b = 'z' WHERE a = 1;
DELETE FROM pairs WHERE a = 2;
INSERT INTO pairs VALUES (2, 'y', 'again'), (3, 'x', NULL);
