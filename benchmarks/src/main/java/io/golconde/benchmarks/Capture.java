package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What records the changes of the source's tables. */
record Capture(String label, Installation installation) {
    /** The triggers, and nobody who reads what they write. */
    @FunctionalInterface
    interface Installation {
        void install(Databases databases) throws SQLException;
    }

    private static final String BY_STATEMENT =
            "SELECT golconde.capture(queue, relation, level => 'statement') FROM golconde.captured_table";

    static List<Capture> all() {
        return List.of(
                new Capture("No triggers", databases -> {}),
                new Capture("Golconde's triggers", QueueReading::capture),
                new Capture("Golconde's triggers, capture.level=statement", databases -> {
                    QueueReading.capture(databases);
                    execute(databases, BY_STATEMENT);
                }),
                new Capture(
                        "A trigger that writes jsonb, with an identity",
                        databases -> execute(databases, Resource.text("jsonb-queue.sql"))));
    }

    static Capture pgq(PgqPackage pgq) {
        return new Capture("PgQ's trigger, pgq.logutriga", databases -> execute(databases, pgq.script()));
    }

    private static void execute(Databases databases, String sql) throws SQLException {
        try (Connection source = databases.source()) {
            Databases.execute(source, sql);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
