package io.golconde.sink;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Some of a table's next statements are refused in a way that may pass. */
final class RefusedStatements {
    private RefusedStatements() {}

    static void on(TargetTables target, String table, Random random) {
        String state = List.of("40001", "40P01", "55P03", "53100").get(random.nextInt(4));
        String numbers = random.ints(6, 1, 60).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        target.execute("""
                CREATE SEQUENCE IF NOT EXISTS statements; ALTER SEQUENCE statements RESTART;
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('statements') IN (%s) THEN RAISE EXCEPTION 'not now' USING ERRCODE = '%s'; END IF;
                        RETURN NULL;
                    END $$;
                CREATE TRIGGER refuse AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s EXECUTE FUNCTION refuse()""".formatted(numbers, state, table));
    }
}
