package io.golconde.it.converters;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.it.Cluster;
import io.golconde.it.Pipeline;
import io.golconde.it.examples.Example;
import io.golconde.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way in Avro, by Confluent's converter and a schema registry. */
@Tag("registry")
class AvroTest {
    private final RegistryLab lab = RegistryLab.shared();

    @Test
    void everyTypeAndEveryKindOfChangeReachTheTarget() throws Exception {
        try (Pipeline pipeline = pipeline("avro_types")) {
            Everything.reachesTheTarget(pipeline, lab.avro());
        }
        assertThat(lab.registry().names())
                .contains(
                        "\"avro_types.public.pairs-value\"", "\"avro_types.public.pairs-avro_types.public.pairs.Key\"");
    }

    @ParameterizedTest
    @CsvSource({"precise,adaptive", "precise,connect", "double,adaptive_time_microseconds"})
    void numbersAndTimesInOtherForms(String numbers, String times) throws Exception {
        try (Pipeline pipeline = pipeline("avro_" + numbers + '_' + times)) {
            bothSides(
                    pipeline,
                    "CREATE TABLE prices (id numeric(12) PRIMARY KEY, price numeric(10, 2), free numeric,"
                            + " day date, at time(3), since timestamp(3), until timestamp)");
            Map<String, String> settings = new HashMap<>(lab.avro());
            settings.put("decimal.handling.mode", numbers);
            settings.put("time.precision.mode", times);
            pipeline.source()
                    .execute(
                            "INSERT INTO prices VALUES (1, 10.25, -0.5, '2026-02-28', '23:59:59.999',"
                                    + " '2026-02-28 01:02:03.004', '1969-12-31 23:59:59.999'), (2, NULL, NULL, NULL, NULL, NULL, NULL)");
            pipeline.capture(settings);
            pipeline.apply(lab.avro());
            pipeline.awaitSame("prices");

            pipeline.source()
                    .execute(
                            "UPDATE prices SET price = -99999999.5, free = 12345678901.5 WHERE id = 2",
                            "DELETE FROM prices WHERE id = 1",
                            "UPDATE prices SET id = 999999999999");
            pipeline.awaitSame("prices");
        }
    }

    @Test
    void namesThatAvroDoesNotAllow() throws Exception {
        try (Pipeline pipeline = pipeline("avro-names")) {
            String table = "\"2nd sale, größe\"";
            bothSides(pipeline, "CREATE TABLE " + table + " (id int PRIMARY KEY, \"unit price\" int, \"1st\" text)");
            pipeline.source().execute("INSERT INTO " + table + " VALUES (1, 2, 'a')");
            pipeline.registerSource(lab.avro());
            assertThat(pipeline.failure(pipeline.sourceConnector()))
                    .contains(
                            table.replace("\"", ""),
                            "\"unit price\", \"1st\"",
                            "value.converter.scrub.invalid.names=true");

            Map<String, String> scrubbed = new HashMap<>(lab.avro());
            scrubbed.put("value.converter.scrub.invalid.names", "true");
            pipeline.registerSource(scrubbed);
            Map<String, String> sink = new HashMap<>(lab.avro());
            sink.put("topics.regex", "avro-names\\..*");
            sink.put("table.name.format", "${source.schema}.${source.table}");
            sink.put("column.mapping", "unit_price:unit price,x1st:1st");
            pipeline.apply(sink);

            pipeline.awaitSame(table);
        }
    }

    @Test
    void whatTheRegistryAcceptsGoesThroughAndWhatItRefusesWaits() throws Exception {
        try (Pipeline pipeline = pipeline("avro_ddl")) {
            bothSides(pipeline, "CREATE TABLE sales (id int PRIMARY KEY, total int, gone text)");
            String subject = "avro_ddl.public.sales-value";
            pipeline.source().execute("INSERT INTO sales VALUES (1, 1, 'x')");
            pipeline.capture(lab.avro());
            pipeline.apply(lab.avro());
            pipeline.awaitSame("sales");
            lab.registry().setCompatibility(subject, "FULL");

            bothSides(
                    pipeline, "ALTER TABLE sales ADD note text, DROP gone", "ALTER TABLE sales RENAME note TO remark");
            pipeline.source().execute("INSERT INTO sales VALUES (2, 2, 'y')");
            pipeline.awaitSame("sales");

            bothSides(pipeline, "ALTER TABLE sales ALTER total TYPE bigint");
            pipeline.source().execute("INSERT INTO sales VALUES (3, 3000000000, 'z')");
            assertThat(pipeline.failure(pipeline.sourceConnector()))
                    .contains("public.sales", "total was int4 and is int8", subject);

            lab.registry().setCompatibility(subject, "BACKWARD");
            lab.worker().rest().restart(pipeline.sourceConnector());
            pipeline.awaitSame("sales");
        }
    }

    @Test
    void saysWhichStrategyATruncateNeeds() throws Exception {
        try (Pipeline pipeline = pipeline("avro_truncate")) {
            Map<String, String> bySubject = new HashMap<>(lab.avro());
            bySubject.remove(RegistryLab.KEY_STRATEGY);
            pipeline.source().execute("CREATE TABLE sales (id int PRIMARY KEY)", "INSERT INTO sales VALUES (1)");
            pipeline.capture(bySubject);
            String subject = "avro_truncate.public.sales-key";
            Await.until(subject, Pipeline.PATIENCE, () -> lab.registry().names().contains(subject));

            pipeline.source().execute("TRUNCATE sales");

            assertThat(pipeline.failure(pipeline.sourceConnector()))
                    .contains("public.sales", subject, RegistryLab.KEY_STRATEGY);
        }
    }

    @Test
    void theExample(@TempDir Path secrets) throws Exception {
        Files.writeString(
                secrets.resolve("registry.properties"), "url=" + lab.registry().url() + '\n');
        try (Example example =
                Example.run("avro", lab.worker().rest(), Cluster.shared().source(), secrets)) {
            example.await("tracking", "TABLE parcels", "(1,10.50,2026-02-28)", "(2,,)");

            example.database("shipping")
                    .execute(
                            "UPDATE parcels SET weight = 11 WHERE id = 1",
                            "ALTER TABLE parcels ADD note text",
                            "INSERT INTO parcels VALUES (3, 0.1, '2026-03-01', 'fragile')",
                            "DELETE FROM parcels WHERE id = 2");
            example.await("tracking", "TABLE parcels", "(1,11,2026-02-28)", "(3,0.1,2026-03-01)");

            example.database("shipping").execute("TRUNCATE parcels");
            example.await("tracking", "TABLE parcels");
        }
    }

    private Pipeline pipeline(String name) {
        return new Pipeline(name, lab.worker().rest());
    }

    private static void bothSides(Pipeline pipeline, String... statements) throws Exception {
        pipeline.target().execute(statements);
        pipeline.source().execute(statements);
    }
}
