package io.golconde.it.converters;

import io.golconde.it.Pipeline;
import java.util.HashMap;
import java.util.Map;

/** Columns and keys of type numeric in the forms that decimal.handling.mode gives them, and back. */
final class Numbers {
    private Numbers() {}

    /** Plays numbers that every mode holds, with connectors that both have these settings, and others that only this one does. */
    static void reachTheTarget(Pipeline pipeline, Map<String, String> settings, String mode, String... others)
            throws Exception {
        String tables = "CREATE DOMAIN amount AS numeric(9,4); CREATE DOMAIN fee AS amount;"
                + " CREATE TABLE sales (id numeric(12,3), part numeric, price numeric(10,2), fee fee, free numeric,"
                + " PRIMARY KEY (id, part))";
        pipeline.source().execute(tables);
        pipeline.target().execute(tables);
        pipeline.source()
                .execute(
                        "INSERT INTO sales VALUES (1, 1.0, 0.1, 0.5, 0.5), (1, 1.00000000000000000001, -99999999.99, 0, NULL),"
                                + " (-999999999.999, 100, NULL, NULL, 1.25)");
        Map<String, String> capturing = new HashMap<>(settings);
        capturing.put("decimal.handling.mode", mode);
        pipeline.capture(capturing);
        pipeline.apply(settings);
        pipeline.awaitSame("sales");

        pipeline.source()
                .execute(
                        "UPDATE sales SET price = 7, fee = 12345.6789 WHERE part = 100",
                        "UPDATE sales SET part = 1.000 WHERE part = 1",
                        "DELETE FROM sales WHERE price < 0",
                        "ALTER TABLE sales ALTER price TYPE numeric(20,4)",
                        "INSERT INTO sales VALUES (2, 2, 2.0001)");
        pipeline.target().execute("ALTER TABLE sales ALTER price TYPE numeric(20,4)");
        pipeline.source().execute(others);
        pipeline.awaitSame("sales");
    }
}
