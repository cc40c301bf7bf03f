package io.golconde.core.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and who asks. Opens connections that never wait for ever and whose errors carry no row values.
 *
 * @param url a {@code jdbc:postgresql:} URL; the driver's parameters are allowed, a password is not. Of several hosts the
 *     primary is meant, unless {@code targetServerType} says otherwise
 * @param applicationName shown in {@code pg_stat_activity}
 * @param connectTimeout longest wait for a connection
 * @param statementTimeout longest time one statement may take on the server; also bounds a read from the socket
 */
public record Database(
        String url,
        @Nullable String user,
        @Nullable String password,
        String applicationName,
        Duration connectTimeout,
        Duration statementTimeout) {

    private static final String ANY_SERVER = "any"; // the driver's default
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);

    /** A new connection in auto-commit mode; the caller closes it. */
    public Connection open() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        source.setApplicationName(applicationName);
        if (source.getServerNames().length > 1 && ANY_SERVER.equals(source.getTargetServerType())) {
            source.setTargetServerType("primary");
        }
        source.setConnectTimeout(Math.toIntExact(connectTimeout.toSeconds()));
        source.setLoginTimeout(Math.toIntExact(connectTimeout.toSeconds()));
        source.setSocketTimeout(
                Math.toIntExact(statementTimeout.plus(SOCKET_GRACE).toSeconds()));
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        source.setOptions(options(source.getOptions()));
        return Objects.requireNonNull(source.getConnection());
    }

    private String options(@Nullable String given) {
        String timeout = "-c statement_timeout=" + statementTimeout.toMillis();
        return given == null ? timeout : given + ' ' + timeout;
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
