CREATE TABLE invoices (id bigint PRIMARY KEY, customer text NOT NULL, total numeric, due date);
INSERT INTO invoices VALUES (1, 'Ada', 19.90, '2026-02-28'), (2, 'Bob', 5, NULL);
