-- The last row of every table. A table's changes keep their order, so a destination that has it has all before it.

INSERT INTO friendship_statuses VALUES (-1, 'the last status');
INSERT INTO friendships (user_id, friend_id, status_id) VALUES (-1, -1, -1);
INSERT INTO surrogate_test (surrogate_id, description) VALUES (-1, 'the last row');
INSERT INTO orders (order_id, customer, quantity, total) VALUES (-1, 'the last order', 1, 1);
