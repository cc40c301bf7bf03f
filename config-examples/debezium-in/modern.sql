CREATE SCHEMA shop;
CREATE TABLE shop.articles (id int PRIMARY KEY, description text, price numeric);
CREATE TABLE stock (article int, site text, pieces int, PRIMARY KEY (article, site));
