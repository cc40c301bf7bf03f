CREATE TABLE parcels (id bigint PRIMARY KEY, weight numeric, due date);
INSERT INTO parcels VALUES (1, 10.50, '2026-02-28'), (2, NULL, NULL);
