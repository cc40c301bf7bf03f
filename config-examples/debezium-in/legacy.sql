CREATE TABLE tbl_article (no int PRIMARY KEY, descr text, price numeric);
CREATE TABLE stock (article int, site text, pieces int, PRIMARY KEY (article, site));
INSERT INTO tbl_article VALUES (1, 'pen', 2.50), (2, NULL, 20);
INSERT INTO stock VALUES (1, 'north', 7);
