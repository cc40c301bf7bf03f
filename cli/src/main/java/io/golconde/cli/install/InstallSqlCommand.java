package io.golconde.cli.install;

import io.golconde.core.sql.Database;
import io.golconde.core.sql.Identifier;
import io.golconde.source.install.CaptureLevel;
import io.golconde.source.install.InstallScript;
import io.golconde.source.install.InstallSettings;
import io.golconde.source.install.NamedKeys;
import io.golconde.source.install.TableQueues;
import io.golconde.source.install.TableSelection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code golconde install-sql}: the script for {@code capture.install = manual}, for the tables of a database. */
@Command(
        name = "install-sql",
        description = "Prints the SQL that installs the capture, for a DBA to read and run. With --url it captures the"
                + " tables of that database, which is only read; without, it installs schema golconde alone.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class InstallSqlCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--url", description = "The source, as jdbc:postgresql://host:5432/database.")
    private @Nullable String url;

    @Option(names = "--user", description = "Who reads the catalog.")
    private @Nullable String user;

    @Option(
            names = "--password",
            description = "Asked for without a value; else from the environment, PGPASSWORD.",
            interactive = true,
            arity = "0..1",
            defaultValue = "${env:PGPASSWORD}",
            showDefaultValue = Visibility.NEVER)
    private @Nullable String password;

    @Option(
            names = "--include",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Regular expressions on schema.table (default: all).")
    private List<Pattern> include = List.of();

    @Option(
            names = "--exclude",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Regular expressions on schema.table (default: none).")
    private List<Pattern> exclude = List.of();

    @Option(names = "--queue", defaultValue = "main", description = "As queue.name of the connector.")
    private String queue = "";

    @Option(
            names = "--key-columns",
            paramLabel = "TABLES=COLUMN,...",
            showDefaultValue = Visibility.NEVER,
            description =
                    "What identifies a row where there is no primary key, by a regular expression on schema.table;"
                            + " can be repeated.")
    private Map<String, String> keyColumns = new LinkedHashMap<>();

    @Option(
            names = "--replicated",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "As capture.replicated.tables of the connector (default: none).")
    private List<Pattern> replicated = List.of();

    @Option(
            names = "--level",
            showDefaultValue = Visibility.NEVER,
            paramLabel = "LEVEL",
            description = "As capture.level of the connector: auto, row or statement (default: auto).")
    private CaptureLevel level = CaptureLevel.AUTO;

    @Option(names = "--role", defaultValue = "golconde", description = "The role that the connector connects as.")
    private String role = "";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        try {
            out.print(script());
            out.flush();
            return ExitCode.OK;
        } catch (SQLException e) {
            command.commandLine().getErr().println("Cannot read " + url + ": " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private String script() throws SQLException {
        InstallSettings settings = new InstallSettings(
                queue,
                TableQueues.only(queue),
                new TableSelection(include, exclude),
                true,
                keys(keyColumns),
                replicated,
                level,
                null);
        Identifier drainRole = new Identifier(role);
        if (url == null) {
            return InstallScript.of(settings, List.of(), drainRole);
        }
        Database database = new Database(url, user, password, "golconde install-sql", PATIENCE, PATIENCE);
        try (Connection connection = database.open()) {
            return InstallScript.of(connection, settings, drainRole);
        }
    }

    private static NamedKeys keys(Map<String, String> columns) {
        Map<String, List<Identifier>> identifiers = new LinkedHashMap<>();
        columns.forEach((tables, names) -> identifiers.put(
                tables, Arrays.stream(names.split(",")).map(Identifier::new).toList()));
        return new NamedKeys(identifiers);
    }
}
