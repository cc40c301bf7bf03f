package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** What records the changes of the source's tables. */
enum Capture {
    NONE("No triggers") {
        @Override
        void install(Databases databases) {}
    },
    GOLCONDE("Golconde's triggers") {
        @Override
        void install(Databases databases) throws SQLException {
            QueueReading.capture(databases);
        }
    },
    STATEMENT("Golconde's triggers, capture.level=statement") {
        @Override
        void install(Databases databases) throws SQLException {
            QueueReading.capture(databases);
            try (Connection source = databases.source()) {
                Databases.execute(
                        source,
                        "SELECT golconde.capture(queue, relation, level => 'statement') FROM golconde.captured_table");
            }
        }
    },
    JSONB("A trigger that writes jsonb, with an identity") {
        @Override
        void install(Databases databases) throws SQLException {
            try (Connection source = databases.source()) {
                Databases.execute(source, Resource.text("jsonb-queue.sql"));
            }
        }
    };

    private final String label;

    Capture(String label) {
        this.label = label;
    }

    /** Installs the triggers, and leaves nobody behind who reads what they write. */
    abstract void install(Databases databases) throws SQLException;

    @Override
    public String toString() {
        return label;
    }
}
