CREATE TABLE items (id uuid PRIMARY KEY, name text, version bigint NOT NULL);
