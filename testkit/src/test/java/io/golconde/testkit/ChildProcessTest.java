package io.golconde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG_LIVED = "echo pid $$; exec sleep 600";

    @TempDir
    private Path folder;

    @Test
    void endsWithAParentThatIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        log().toString())
                .start();
        ProcessHandle child = Await.value("the child", PATIENCE, this::loggedProcess);
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly();

        Await.until("the end of the child", PATIENCE, () -> !child.isAlive());
    }

    @Test
    void endsByTheSignalItIsSent() {
        ChildProcess child = sleeper(log());
        ProcessHandle process = Await.value("the child", PATIENCE, this::loggedProcess);

        child.end("TERM");

        assertThat(child.isAlive()).isFalse();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void isKilledTogetherWithWhatItHasStarted() {
        ChildProcess child = ChildProcess.start(
                "family", "TERM", List.of("sh", "-c", "sh -c '" + LONG_LIVED + "'; echo not reached"), log());
        ProcessHandle grandchild = Await.value("the grandchild", PATIENCE, this::loggedProcess);

        child.end("KILL");

        Await.until("the end of the grandchild", PATIENCE, () -> !grandchild.isAlive());
    }

    @Test
    void showsTheEndOfItsLogWhenItFails() {
        ChildProcess child = ChildProcess.start("failing", "TERM", List.of("sh", "-c", "echo no luck; exit 3"), log());

        assertThatThrownBy(() -> child.awaitReady(PATIENCE, () -> false)).hasMessageContaining("no luck");
        assertThatThrownBy(child::awaitSuccess).hasMessageContaining("no luck");
    }

    @Test
    void endsWithAWaitThatIsInterrupted() {
        ChildProcess child = sleeper(log());
        ProcessHandle process = Await.value("the child", PATIENCE, this::loggedProcess);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> child.awaitReady(PATIENCE, () -> false)).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    private Path log() {
        return folder.resolve("child.log");
    }

    private static ChildProcess sleeper(Path log) {
        return ChildProcess.start("sleeper", "TERM", List.of("sh", "-c", LONG_LIVED), log);
    }

    private Optional<ProcessHandle> loggedProcess() throws IOException {
        String line = Files.readString(log()).strip();
        return ProcessHandle.of(Long.parseLong(line.substring("pid ".length())));
    }

    /** A program that waits for its child. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) {
            ChildProcess child = sleeper(Path.of(args[0]));
            Await.until("the end of the child", Duration.ofMinutes(10), () -> !child.isAlive());
        }
    }
}
