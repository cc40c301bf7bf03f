package io.golconde.it;

import io.golconde.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A database of one scenario, and the few things that scenarios do to a database. */
public record AppDatabase(PostgresServer server, String name) {
    public static AppDatabase create(PostgresServer server, String name) {
        try {
            server.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return new AppDatabase(server, name);
    }

    public String url() {
        return server.jdbcUrl(name);
    }

    /** A connection as superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Each statement commits by itself. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs a file of this package's resources. */
    public void run(String file) throws SQLException {
        try (InputStream sql = AppDatabase.class.getResourceAsStream(file)) {
            execute(new String(Objects.requireNonNull(sql, file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    /** The one value that a query returns, as text. */
    public String value(String query) throws SQLException {
        List<String> values = column(query);
        if (values.size() != 1) {
            throw new IllegalStateException(values.size() + " rows, not one: " + query);
        }
        return values.get(0);
    }

    /** All rows of a table as text, in order. */
    public List<String> rows(String table) throws SQLException {
        return column("SELECT t::text FROM " + table + " t ORDER BY t::text");
    }
}
