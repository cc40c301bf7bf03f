package io.golconde.source.window;

import io.golconde.core.sql.SqlState;
import java.sql.SQLException;

/** The queue must wait: another one has changes of a table that moved here, which come first. */
public final class StillInOtherQueue extends SQLException {
    private static final long serialVersionUID = 1;

    StillInOtherQueue(String queue) {
        super(
                "the queue " + queue + " has changes of tables that moved, which are not sent yet",
                SqlState.OBJECT_IN_USE.code());
    }
}
