package io.golconde.cli.demo;

import io.golconde.testkit.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code golconde demo}: the options, and what has to be there before anything starts. */
@Command(
        name = "demo",
        description = "Starts PostgreSQL, Kafka and Connect on this machine, replicates one database to two with "
                + "different schemas while it is written to, and proves that they end up equal.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long the live mix runs, as 45s or 2m.")
    private Duration duration = Duration.ZERO;

    @Option(names = "--rate", defaultValue = "200", description = "Transactions per second of the live mix.")
    private int rate;

    @Option(names = "--keep", description = "Stay up afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--dir", description = "Folder for all files (default: target/demo of the repository).")
    private @Nullable Path directory;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (rate < 1) {
            throw new ParameterException(command.commandLine(), "--rate must be at least 1");
        }
        Path repository = Folders.repository().toAbsolutePath().normalize();
        if (!Files.isDirectory(repository.resolve("target/plugins"))) {
            throw new Refusal("There are no plugins in " + repository + "/target: run ./golconde package first.");
        }
        Path folder = directory == null ? repository.resolve("target/demo") : directory.toAbsolutePath();
        try (CtrlC ctrlC = new CtrlC();
                DemoFolder claimed = DemoFolder.claim(folder)) {
            Screen screen = new Screen(System.out);
            return run(new Demo(claimed, repository, screen), ctrlC, screen);
        }
    }

    private int run(Demo demo, CtrlC ctrlC, Screen screen) throws Exception {
        try {
            return demo.run(duration, rate, keep) ? 0 : 1;
        } catch (Exception e) {
            if (ctrlC.isPressed()) {
                screen.line("Stopped.");
                return 130;
            }
            throw e;
        }
    }
}
