package io.golconde.cli.demo;

import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with one of the demo's schemas and the role that owns it, on a server of its own.
 *
 * @param name also the name of the file with its address and password that the connectors read
 */
record DemoDatabase(PostgresServer server, String name) {
    static final String ROLE = "golconde";
    static final String PASSWORD = "golconde";

    String url() {
        return server.jdbcUrl(name);
    }

    /** A connection as the owner; the caller closes it. */
    Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(ROLE);
        source.setPassword(PASSWORD);
        return Objects.requireNonNull(source.getConnection());
    }

    /**
     * Creates role, database, tables and rows.
     *
     * @param roleOptions what the connector's role may do beside owning the database
     */
    void fill(String roleOptions, SqlResource... content) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN " + roleOptions + " PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + ROLE);
        }
        try (Connection connection = connect()) {
            for (SqlResource sql : content) {
                sql.run(connection);
            }
        }
    }

    /** Writes the file that the connectors' {@code ${file:...}} references point at. */
    void writeSecrets(Path folder) throws IOException {
        Files.writeString(folder.resolve(name + ".properties"), """
                url=%s
                user=%s
                password=%s
                """.formatted(url(), ROLE, PASSWORD));
    }

    String psql() {
        return "psql postgresql://%s:%s@127.0.0.1:%d/%s".formatted(ROLE, PASSWORD, server.port(), name);
    }
}
