package io.golconde.source.drain;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes sure that what is to be captured is captured; called on every new connection and every few seconds, cheap when
 * nothing changed. */
@FunctionalInterface
public interface SchemaInstallation {
    /**
     * Installs, or checks.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException saying what is missing and what to do
     */
    void ensure(Connection connection) throws SQLException;
}
