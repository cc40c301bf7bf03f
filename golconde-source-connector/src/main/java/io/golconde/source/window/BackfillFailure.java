package io.golconde.source.window;

import java.sql.SQLException;

/** The server refused to evaluate the condition of a request. */
public final class BackfillFailure extends SQLException {
    private static final long serialVersionUID = 1;

    private final int request;

    BackfillFailure(int request, SQLException reason) {
        super(reason.getMessage(), reason.getSQLState(), reason);
        this.request = request;
    }

    /** The id of the request. */
    public int request() {
        return request;
    }
}
