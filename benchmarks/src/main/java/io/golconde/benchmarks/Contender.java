package io.golconde.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** What is measured from end to end. */
enum Contender {
    GOLCONDE("Golconde") {
        @Override
        Pipeline start(Databases databases) throws IOException {
            return ConnectPipeline.start(
                    databases, "config-examples/app-source.json", "config-examples/mirror-sink.json");
        }
    },
    NATIVE("Native logical replication") {
        @Override
        Pipeline start(Databases databases) throws SQLException {
            return NativePipeline.start(databases, true);
        }
    },
    DEBEZIUM("Debezium and its JDBC sink") {
        @Override
        Pipeline start(Databases databases) throws IOException {
            return ConnectPipeline.start(
                    databases, "benchmarks/debezium/debezium-source.json", "benchmarks/debezium/debezium-sink.json");
        }
    };

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** Begins to replicate the rows that are there, and all changes from now on. */
    abstract Pipeline start(Databases databases) throws IOException, SQLException;

    @Override
    public String toString() {
        return label;
    }
}
