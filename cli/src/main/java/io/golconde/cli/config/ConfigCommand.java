package io.golconde.cli.config;

import io.golconde.testkit.ConnectRestException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code golconde config}: from a destinations file to connectors, printed, written, checked, compared or put. */
@Command(
        name = "config",
        description =
                "Makes the connectors that a destinations file describes: one for its source, one for each destination."
                        + " Prints them as JSON, unless an option says what to do with them. The golconde.yaml of the first Golconde"
                        + " is read, too.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:fine, or nothing differs",
            "1:something differs, or was refused",
            "2:the file or the options are wrong"
        })
public final class ConfigCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The destinations file (YAML).")
    private Path file = Path.of("destinations.yaml");

    @Option(names = "--out", paramLabel = "DIR", description = "Writes each connector to DIR/NAME.json.")
    private @Nullable Path out;

    @Option(
            names = "--check",
            description = "Has the connectors check their settings here, with the databases that can be reached.")
    private boolean check;

    @Option(
            names = "--diff",
            paramLabel = "URL",
            description = "Shows what differs from the connectors of a Connect cluster.")
    private @Nullable URI diff;

    @Option(
            names = "--apply",
            paramLabel = "URL",
            description =
                    "Puts what differs to a Connect cluster, if neither that nor --check finds anything wrong with any of it.")
    private @Nullable URI apply;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            Plan plan = DestinationsFile.read(file);
            if (!plan.left().isEmpty()) {
                complain(List.of("Left out, because nothing corresponds to it: " + String.join(", ", plan.left())));
            }
            return run(plan, Connectors.of(plan));
        } catch (Mistake e) {
            complain(List.of(String.valueOf(e.getMessage())));
            return ExitCode.USAGE;
        } catch (ConnectRestException e) {
            complain(List.of(String.valueOf(e.getMessage())));
            return ExitCode.SOFTWARE;
        } catch (UncheckedIOException e) {
            complain(List.of("Cannot write: " + e.getMessage()));
            return ExitCode.SOFTWARE;
        }
    }

    private int run(Plan plan, List<Connector> connectors) {
        if (!check && out == null && diff == null && apply == null) {
            Map<String, Map<String, String>> all = new LinkedHashMap<>();
            connectors.forEach(connector -> all.put(connector.name(), connector.config()));
            print(List.of(Connector.json(all).stripTrailing()));
        }
        int code = check ? check(plan, connectors) : ExitCode.OK;
        if (code == ExitCode.OK && out != null) {
            write(connectors, out);
        }
        if (code == ExitCode.OK && diff != null) {
            code = compare(connectors, RunningCluster.at(diff));
        }
        return code == ExitCode.OK && apply != null ? apply(plan, connectors, RunningCluster.at(apply)) : code;
    }

    private int check(Plan plan, List<Connector> connectors) {
        Check result = Check.of(connectors);
        complain(result.notes());
        List<String> problems = new ArrayList<>(result.problems());
        problems.addAll(KeyCheck.problems(plan, connectors.get(0)));
        complain(problems);
        print(problems.isEmpty() ? List.of(connectors.size() + " connectors, nothing wrong found") : List.of());
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void write(List<Connector> connectors, Path folder) {
        try {
            Files.createDirectories(folder);
            for (Connector connector : connectors) {
                Files.writeString(folder.resolve(connector.name() + ".json"), Connector.json(connector.config()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int compare(List<Connector> connectors, RunningCluster cluster) {
        List<String> lines = new ArrayList<>();
        connectors.forEach(connector -> lines.addAll(cluster.difference(connector)));
        print(lines);
        return lines.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int apply(Plan plan, List<Connector> connectors, RunningCluster cluster) {
        List<Connector> changed = connectors.stream()
                .filter(connector -> !cluster.difference(connector).isEmpty())
                .toList();
        // the worker does not know to which tables the transforms lead
        Check here = Check.of(changed);
        complain(here.notes());
        Set<String> problems = new LinkedHashSet<>(here.problems());
        problems.addAll(KeyCheck.problems(plan, connectors.get(0)));
        changed.forEach(connector -> problems.addAll(cluster.problems(connector)));
        if (!problems.isEmpty()) {
            complain(List.copyOf(problems));
            complain(List.of("Nothing was changed."));
            return ExitCode.SOFTWARE;
        }
        for (Connector connector : changed) {
            cluster.put(connector);
            print(List.of(connector.name() + ": put"));
        }
        return ExitCode.OK;
    }

    private void print(List<String> lines) {
        to(command.commandLine().getOut(), lines);
    }

    private void complain(List<String> lines) {
        to(command.commandLine().getErr(), lines);
    }

    private static void to(PrintWriter writer, List<String> lines) {
        lines.forEach(writer::println);
        writer.flush();
    }
}
