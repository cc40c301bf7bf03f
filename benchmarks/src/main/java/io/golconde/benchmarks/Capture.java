package io.golconde.benchmarks;

import java.io.IOException;
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
        void install(Databases databases) throws IOException, SQLException {
            try (Pipeline pipeline = Contender.GOLCONDE.start(databases)) {
                databases.awaitEqual();
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
    abstract void install(Databases databases) throws IOException, SQLException;

    @Override
    public String toString() {
        return label;
    }
}
