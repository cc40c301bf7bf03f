package io.golconde.sink.failure;

import static java.util.Map.entry;

import io.golconde.core.event.Row;
import io.golconde.core.sql.SqlState;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The text of a server's error without what could be a row's value. */
final class Reason {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final String RAISE = "exec_stmt_raise"; // where the server does what PL/pgSQL's RAISE says

    /** Classes whose messages name tables, roles, servers and settings only. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "0A", "25", "28", "3D", "3F", "42", "53", "55", "57", "58");

    /** What the states mean that records are refused with most. Source: appendix A of PostgreSQL's manual. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("22001", "value too long"),
            entry("22003", "number out of range"),
            entry("22007", "no date or time"),
            entry("22008", "date or time out of range"),
            entry("22021", "character not in the database's encoding"),
            entry("22P02", "not in the form of the type"),
            entry(NOT_NULL_VIOLATION, "null where none may be"),
            entry("23503", "foreign key"),
            entry("23505", "unique value of another row"),
            entry("23514", "check"),
            entry("42601", "syntax"),
            entry("P0001", "raised by a trigger or function"));

    private Reason() {}

    /** What to do about a column that may not be null and for which the record had no field; "" for other failures. */
    static String withoutField(SQLException failure, @Nullable Row written) {
        String column = failure instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getColumn()
                : null;
        boolean lacking = SqlState.of(failure).code().equals(NOT_NULL_VIOLATION)
                && column != null
                && written != null
                && !written.has(column);
        return lacking
                ? ", for which the record has no field. Rename one with a transform such as RenameColumns, set"
                        + " column.mapping, or give the column a default"
                : "";
    }

    static String of(SQLException failure) {
        SqlState state = SqlState.of(failure);
        StringJoiner reason = new StringJoiner(", ");
        String name = NAMES.get(state.code());
        reason.add("SQLSTATE " + state + (name == null ? "" : " (" + name + ')'));
        if (failure instanceof PSQLException server && server.getServerErrorMessage() != null) {
            place(reason, server.getServerErrorMessage());
        }
        return WITHOUT_VALUES.contains(state.category()) && !isRaised(failure) && !isOfValue(failure)
                ? reason + ": " + failure.getMessage()
                : reason.toString();
    }

    /**
     * Whether it is the form of a value, which types as tsquery and hstore complain about in the parser's words; but the
     * parser says where in the statement it is, or in the function that a trigger runs.
     */
    static boolean isOfValue(SQLException failure) {
        boolean inStatement = failure instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getPosition()
                                + server.getServerErrorMessage().getInternalPosition()
                        > 0;
        return SqlState.of(failure).equals(SqlState.SYNTAX_ERROR) && !inStatement;
    }

    /** Whether a function of the target chose state and text, which may be any. */
    private static boolean isRaised(SQLException failure) {
        return failure instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && RAISE.equals(server.getServerErrorMessage().getRoutine());
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
