CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL);
CREATE TABLE page_views (id bigint PRIMARY KEY, page text NOT NULL);
CREATE TABLE audit_entries (id bigint PRIMARY KEY, action text NOT NULL);
INSERT INTO orders VALUES (1, 'Ada');
INSERT INTO page_views VALUES (1, 'home');
