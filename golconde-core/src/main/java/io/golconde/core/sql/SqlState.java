package io.golconde.core.sql;

import java.sql.SQLException;
import java.util.Set;

/**
 * A five-character SQLSTATE. Source: "PostgreSQL Error Codes", appendix A of its manual.
 *
 * <p>{@link #isTransient} is the one definition of "the same statement may succeed later" for both connectors.
 */
public record SqlState(String code) {
    public static final SqlState FOREIGN_KEY_VIOLATION = new SqlState("23503");
    public static final SqlState UNIQUE_VIOLATION = new SqlState("23505");
    /** A standby takes no writes; nor does it tell a session that another server has become the primary. */
    public static final SqlState READ_ONLY = new SqlState("25006");

    public static final SqlState OBJECT_IN_USE = new SqlState("55006");
    public static final SqlState LOCK_NOT_AVAILABLE = new SqlState("55P03");
    public static final SqlState INSUFFICIENT_PRIVILEGE = new SqlState("42501");
    public static final SqlState SYNTAX_ERROR = new SqlState("42601");
    public static final SqlState UNDEFINED_TABLE = new SqlState("42P01");
    public static final SqlState UNDEFINED_COLUMN = new SqlState("42703");
    public static final SqlState DATATYPE_MISMATCH = new SqlState("42804");

    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57");
    private static final SqlState NO_SUCH_STATEMENT = new SqlState("26000");
    /** The server ended the session: it was idle in a transaction, or its transaction lasted, for too long. */
    private static final Set<String> TIMED_OUT_SESSIONS = Set.of("25P03", "25P04");

    /** The state of the failure, "08006" (connection failure) where the driver gave none. */
    public static SqlState of(SQLException failure) {
        String state = failure.getSQLState();
        return new SqlState(state == null ? "08006" : state);
    }

    /** The first two characters: the class of the error. */
    public String category() {
        return code.length() < 2 ? code : code.substring(0, 2);
    }

    /** Connection, rollback, resources, object in use, operator intervention, read-only server, lost statement. */
    public boolean isTransient() {
        return TRANSIENT_CLASSES.contains(category()) || equals(NO_SUCH_STATEMENT) || isConnectionLoss();
    }

    /** The connection itself is gone, or was refused, or is one to a server that does not help; a new one is needed. */
    public boolean isConnectionLoss() {
        return category().equals("08")
                || code.startsWith("57P")
                || TIMED_OUT_SESSIONS.contains(code)
                || equals(READ_ONLY);
    }

    @Override
    public String toString() {
        return code;
    }
}
