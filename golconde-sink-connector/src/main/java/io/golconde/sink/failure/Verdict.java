package io.golconde.sink.failure;

import io.golconde.core.sql.SqlState;
import io.golconde.sink.statement.InsertMode;
import java.sql.SQLException;
import java.util.Set;

/** What a failure of the target means for the records at hand. */
public enum Verdict {
    /** The same may succeed later. */
    RETRY,
    /** The catalog is not what it was. */
    REREAD,
    /** One of the records is to blame, or that they came together. */
    DIVIDE,
    /** No record is to blame, and time does not help. */
    STOP;

    private static final Set<SqlState> STALE =
            Set.of(SqlState.UNDEFINED_TABLE, SqlState.UNDEFINED_COLUMN, SqlState.DATATYPE_MISMATCH);
    private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23");
    private static final Set<String> DATA_CODES = Set.of("44000", "54000", "P0001");

    public static Verdict of(SQLException failure) {
        SqlState state = SqlState.of(failure);
        if (state.isTransient()) {
            return RETRY;
        }
        if (STALE.contains(state)) {
            return REREAD;
        }
        boolean ofData = DATA_CLASSES.contains(state.category())
                || DATA_CODES.contains(state.code())
                || Reason.isOfValue(failure);
        return ofData ? DIVIDE : STOP;
    }

    /** Whether a record that fails alone may succeed once a record of another partition has come. */
    public static boolean mayPass(SQLException failure, InsertMode mode) {
        SqlState state = SqlState.of(failure);
        return state.equals(SqlState.FOREIGN_KEY_VIOLATION)
                || (state.equals(SqlState.UNIQUE_VIOLATION) && mode.needsKey());
    }
}
