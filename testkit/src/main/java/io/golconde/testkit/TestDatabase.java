package io.golconde.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of its own for a test class, on a server that all test classes of this JVM share:
 *
 * <pre>{@code private static final TestDatabase DATABASE = TestDatabase.create();}</pre>
 */
public record TestDatabase(PostgresServer server, String name) {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static TestDatabase create() {
        String name = "test_" + NUMBER.incrementAndGet();
        try {
            Shared.SERVER.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return new TestDatabase(Shared.SERVER, name);
    }

    public String url() {
        return server.jdbcUrl(name);
    }

    /** A connection as superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Started by the first database; goes with the JVM, and its folder too. */
    private static final class Shared {
        static final Path FOLDER =
                Path.of("target", "postgres-" + ProcessHandle.current().pid());
        static final PostgresServer SERVER = PostgresServer.start(FOLDER);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Shared::end, "test database"));
        }

        private static void end() {
            SERVER.stopImmediately();
            Folders.delete(FOLDER);
        }
    }
}
