package io.golconde.sink.target;

import io.golconde.core.sql.SqlState;
import io.golconde.sink.failure.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The table {@code golconde.sink_offset} as such. */
final class OffsetTable {
    private static final String DEFINITION = definition();
    private static final long DEFINITION_LOCK = 0x676f6c636f6e6465L; // "golconde"

    private static final String LOCK = "SELECT pg_catalog.pg_advisory_xact_lock(?)";
    private static final String IS_DEFINED = "SELECT pg_catalog.to_regclass('golconde.sink_offset') IS NOT NULL";

    private OffsetTable() {}

    /** Creates the table where it is missing, in the current transaction; two tasks that start together wait here. */
    static void ensure(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setLong(1, DEFINITION_LOCK);
            lock.execute();
        }
        if (!isDefined(connection)) {
            try (Statement create = connection.createStatement()) {
                create.execute(DEFINITION);
            }
        }
    }

    /** The failure, or what to say where it is a missing privilege. */
    static SQLException denied(SQLException failure) {
        if (SqlState.of(failure).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            throw Failures.noOffsets(failure, DEFINITION);
        }
        return failure;
    }

    private static boolean isDefined(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_DEFINED);
                ResultSet defined = query.executeQuery()) {
            defined.next();
            return defined.getBoolean(1);
        }
    }

    private static String definition() {
        try (InputStream text = Objects.requireNonNull(OffsetTable.class.getResourceAsStream("sink_offset.sql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
