CREATE TABLE "Customer" ("customerNo" int PRIMARY KEY, "eMail" text, "createdAt" timestamptz);
CREATE TABLE order_lines ("orderNo" int, "lineNo" int, "customerNo" int, "unitPrice" numeric, PRIMARY KEY ("orderNo", "lineNo"));
INSERT INTO "Customer" VALUES (1, 'ada@example.org', '2026-01-31 12:00Z');
INSERT INTO order_lines VALUES (10, 1, 1, 9.95);
