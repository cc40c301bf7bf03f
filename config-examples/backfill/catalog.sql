CREATE TABLE products (id int PRIMARY KEY, name text, price numeric);
INSERT INTO products VALUES (1, 'pen', 2), (2, 'book', 20), (3, 'desk', 200);
