package io.golconde.source.drain;

import io.golconde.core.sql.SqlState;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Why a session ended, in words that name the setting to look at. Carries the server's own message only for classes of
 * errors that never hold a row's values, and never the driver's exception, whose trace would go to the REST API.
 */
record DrainFailure(SqlState state, String message) {
    private static final Set<String> SPEAKING = Set.of("08", "25", "28", "3D", "3F", "42", "53", "55", "57", "58");
    private static final Map<String, String> SETTINGS = Map.of(
            "28P01", "connection.password",
            "28000", "connection.user",
            "3D000", "connection.url",
            "42501", "connection.user");

    static DrainFailure of(SQLException failure, DrainSettings settings) {
        SqlState state = SqlState.of(failure);
        String setting = SETTINGS.getOrDefault(state.code(), "connection.url");
        return new DrainFailure(
                state,
                "%s: draining the queue %s of %s failed with %s"
                        .formatted(setting, settings.queue(), settings.database(), reason(failure)));
    }

    /** The SQLSTATE, and the server's message where it holds no row's values. */
    static String reason(SQLException failure) {
        SqlState state = SqlState.of(failure);
        String detail = SPEAKING.contains(state.category()) ? ": " + Objects.toString(failure.getMessage()) : "";
        return "SQLSTATE " + state + detail;
    }

    /** Whether a new session may succeed without anybody doing anything. */
    boolean mayPass() {
        return state.isTransient();
    }

    ConnectException toException() {
        return new ConnectException(message);
    }
}
