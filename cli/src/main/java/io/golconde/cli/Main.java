package io.golconde.cli;

import io.golconde.cli.config.ConfigCommand;
import io.golconde.cli.demo.DemoCommand;
import io.golconde.cli.demo.Refusal;
import io.golconde.cli.install.InstallSqlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** Starts the command line. */
@Command(
        name = "golconde",
        description = "Distributes PostgreSQL row changes through Kafka Connect.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, ConfigCommand.class, InstallSqlCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(Main::explain);
        System.exit(commandLine.execute(arguments));
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof Refusal) {
            command.getErr().println(failure.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
