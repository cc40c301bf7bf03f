package io.golconde.testkit;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on a free port of 127.0.0.1. Its data and its log lie in one folder, which stays when it closes.
 *
 * <p>Quick and forgetful by default: fsync is off. Superuser {@value #SUPERUSER} needs no password, every other role does.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> DEFAULTS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "dynamic_shared_memory_type", "mmap", // in its folder, and not in /dev/shm
            "fsync", "off",
            "full_page_writes", "off",
            "shared_buffers", "64MB",
            "max_prepared_transactions", "16",
            "timezone", "UTC",
            "log_timezone", "UTC");
    private static final String ACCESS = """
            host all %1$s 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            host replication %1$s 127.0.0.1/32 trust
            """.formatted(SUPERUSER);

    private final Path folder;
    private final Path binaries;
    private final int port;
    private ChildProcess process;

    private PostgresServer(Path folder, Path binaries, int port) {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
        this.process = launch();
    }

    /** A new server with the quick defaults. */
    public static PostgresServer start(Path folder) {
        return start(folder, Map.of());
    }

    /**
     * A new server.
     *
     * @param settings lines of postgresql.conf, over the quick defaults: {@code Map.of("fsync", "on")}
     */
    public static PostgresServer start(Path folder, Map<String, String> settings) {
        try {
            Path absolute = Files.createDirectories(folder.toAbsolutePath());
            Path binaries = PostgresBinaries.below(Folders.repository().resolve("target/postgres"));
            int port = FreePort.choose();
            initialise(absolute, binaries, port, settings);
            return new PostgresServer(absolute, binaries, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL is unpacked", e);
        }
    }

    /**
     * A second server that follows this one's log: a streaming standby, to be promoted with {@code pg_promote()}. This one
     * stands still while its data is copied.
     */
    public PostgresServer startStandby(Path folder) {
        stop();
        Path absolute = folder.toAbsolutePath();
        int standbyPort = FreePort.choose();
        try {
            Folders.copy(this.folder.resolve("data"), absolute.resolve("data"));
            Files.writeString(absolute.resolve("data/standby.signal"), "");
            Map<String, String> settings = Map.of(
                    "port", Integer.toString(standbyPort),
                    "primary_conninfo", "host=127.0.0.1 port=%d user=%s".formatted(port, SUPERUSER));
            Files.writeString(
                    absolute.resolve("data/postgresql.auto.conf"), lines(settings), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startAgain();
        return new PostgresServer(absolute, binaries, standbyPort);
    }

    public int port() {
        return port;
    }

    /** The URL without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
    }

    /** A connection as superuser; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(SUPERUSER);
        return Objects.requireNonNull(source.getConnection());
    }

    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        }
    }

    /** Crashes: nothing is flushed, no client is told; recovery follows at the next start. */
    public void stopImmediately() {
        process.end("QUIT");
    }

    /** Cuts off the clients, flushes and stops. */
    public void stop() {
        process.end("INT");
    }

    /** Starts a stopped server again: same port, same data. */
    public void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private static void initialise(Path folder, Path binaries, int port, Map<String, String> settings)
            throws IOException {
        Path data = folder.resolve("data");
        List<String> command = asOrdinaryUser(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync"));
        ChildProcess.start("initdb", "TERM", command, folder.resolve("initdb.log"))
                .awaitSuccess();
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(settings);
        all.put("port", Integer.toString(port));
        Files.writeString(data.resolve("postgresql.auto.conf"), lines(all));
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }

    private ChildProcess launch() {
        List<String> command = asOrdinaryUser(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                folder.resolve("data").toString()));
        ChildProcess started = ChildProcess.start("PostgreSQL", "INT", command, folder.resolve("postgres.log"));
        started.awaitReady(PATIENCE, this::answers);
        return started;
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping, root is nobody. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (new UnixSystem().getUid() != 0) {
            return command;
        }
        List<String> unprivileged = new ArrayList<>(List.of("unshare", "--user"));
        unprivileged.addAll(command);
        return unprivileged;
    }
}
