CREATE TABLE entries (id int PRIMARY KEY, name text, age int);
INSERT INTO entries VALUES (1, 'Ada', 36), (2, 'Methuselah', 969), (3, 'Bob', 42);
