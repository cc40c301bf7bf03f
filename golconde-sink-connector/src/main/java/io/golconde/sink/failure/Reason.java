package io.golconde.sink.failure;

import io.golconde.core.sql.SqlState;
import java.sql.SQLException;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The text of a server's error without what could be a row's value. */
final class Reason {
    /** Classes whose messages name tables, roles, servers and settings only. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "0A", "25", "28", "3D", "3F", "42", "53", "55", "57", "58");

    private Reason() {}

    static String of(SQLException failure) {
        SqlState state = SqlState.of(failure);
        StringJoiner reason = new StringJoiner(", ");
        reason.add("SQLSTATE " + state);
        if (failure instanceof PSQLException server && server.getServerErrorMessage() != null) {
            place(reason, server.getServerErrorMessage());
        }
        return WITHOUT_VALUES.contains(state.category()) ? reason + ": " + failure.getMessage() : reason.toString();
    }

    private static void place(StringJoiner reason, ServerErrorMessage error) {
        add(reason, "column", error.getColumn());
        add(reason, "constraint", error.getConstraint());
        add(reason, "type", error.getDatatype());
    }

    private static void add(StringJoiner reason, String kind, @Nullable String name) {
        if (name != null) {
            reason.add(kind + ' ' + name);
        }
    }
}
