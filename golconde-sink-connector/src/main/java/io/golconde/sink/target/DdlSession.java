package io.golconde.sink.target;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements of the source's, executed in the transaction that is open in a session. */
public record DdlSession(TargetSession session) {
    private static final String PATH = "SELECT pg_catalog.current_setting('search_path')";
    private static final String SET_PATH = "SELECT pg_catalog.set_config('search_path', ?, true)";

    /** Checks what was deferred: a table with checks to come cannot be altered. */
    public void checkConstraints() throws SQLException {
        session.checkBetween();
    }

    /** Executes one as it is, under its own search path and as a change of the session's origin. */
    public void execute(String sql, String searchPath) throws SQLException {
        session.markOrigin();
        String before = path();
        setPath(searchPath);
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
        setPath(before);
    }

    private String path() throws SQLException {
        try (PreparedStatement query = session.connection().prepareStatement(PATH);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private void setPath(String path) throws SQLException {
        try (PreparedStatement set = session.connection().prepareStatement(SET_PATH)) {
            set.setString(1, path);
            set.execute();
        }
    }
}
