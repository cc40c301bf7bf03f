CREATE TABLE loans (book int, reader text, due date, fee numeric, tags text[], PRIMARY KEY (book, reader));
