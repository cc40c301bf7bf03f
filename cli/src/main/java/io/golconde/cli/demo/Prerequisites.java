package io.golconde.cli.demo;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the demo needs of the machine and of the build. */
final class Prerequisites {
    private final Path repository;

    Prerequisites(Path repository) {
        this.repository = repository;
    }

    /** One sentence, with the way out, for each thing that is missing. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String command : List.of("bash", "tar")) {
            if (!succeeds(command, "--version")) {
                missing.add("The demo needs the command " + command + ": install it.");
            }
        }
        if (new UnixSystem().getUid() == 0 && !succeeds("unshare", "--user", "true")) {
            missing.add("PostgreSQL does not run as root, and unshare --user does not work here: run the demo as an"
                    + " ordinary user, or install util-linux and allow user namespaces.");
        }
        if (!isFilled(plugins())) {
            missing.add("There are no plugins in " + plugins() + ": run ./golconde package.");
        }
        return missing;
    }

    private Path plugins() {
        return repository.resolve("target/plugins");
    }

    private static boolean isFilled(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
