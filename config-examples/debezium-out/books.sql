CREATE TABLE loans (book int, reader text, due date, fee numeric, tags text[], PRIMARY KEY (book, reader));
INSERT INTO loans VALUES (1, 'Ada', '2026-02-28', 0.50, '{late}'), (2, 'Bob', NULL, NULL, NULL);
