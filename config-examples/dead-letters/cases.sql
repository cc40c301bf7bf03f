CREATE TABLE entries (id int PRIMARY KEY, name varchar(40), age int CHECK (age BETWEEN 0 AND 130));
