package io.golconde.testkit;

/** Connect refused a request; the message holds what it answered. */
public final class ConnectRestException extends RuntimeException {
    private final int status;

    ConnectRestException(String request, int status, String body) {
        super(request + " -> " + status + ": " + body);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
