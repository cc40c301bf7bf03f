package io.golconde.source.window;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Changes that are not sent: those of transactions in which {@code golconde.origin} was one of these. A session that reads
 * windows knows the names by a setting of its own.
 */
public final class ExcludedOrigins {
    private static final String SET =
            "SELECT pg_catalog.set_config('golconde.excluded_origins', ?::text[]::text, false)";

    /** Whether a row of a queue table is left out; the subselect has the names read once, not for each row. */
    static final String LEFT_OUT = """
            (origin = ANY ((SELECT pg_catalog.current_setting('golconde.excluded_origins')::pg_catalog.text[])::pg_catalog.text[]))
            """.strip();

    /** Whether it is not. */
    static final String SENT = LEFT_OUT + " IS NOT TRUE";

    private ExcludedOrigins() {}

    /** Tells a session the names, which may be none. */
    public static void set(Connection session, List<String> names) throws SQLException {
        try (PreparedStatement set = session.prepareStatement(SET)) {
            set.setArray(1, session.createArrayOf("text", names.toArray()));
            set.execute();
        }
    }
}
