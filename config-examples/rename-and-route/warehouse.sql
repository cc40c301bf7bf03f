CREATE SCHEMA crm;
CREATE TABLE crm.customers (customer int PRIMARY KEY, email_address text, created_at timestamptz);
CREATE SCHEMA crm_raw;
CREATE TABLE crm_raw.order_lines (order_no int, line_no int, customer_no int, unit_price numeric, PRIMARY KEY (order_no, line_no));
