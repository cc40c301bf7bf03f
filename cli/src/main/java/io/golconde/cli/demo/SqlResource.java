package io.golconde.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;

/** One of the SQL files that the demo's data consists of. */
enum SqlResource {
    /** The tables of the source and of the destination like it. */
    SCHEMA,
    /** What the destination like the source has beside them. */
    MIRROR,
    /** The tables of the destination that is different. */
    REPORTS,
    /** The rows that are there before capture begins. */
    EXISTING,
    /** The weighted statements of the live mix. */
    MIX,
    /** A last row for each table. */
    END;

    String text() {
        String file = name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream sql = SqlResource.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(sql, file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text());
        }
    }
}
