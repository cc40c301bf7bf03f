package io.golconde.it.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.golconde.it.Cluster;
import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the README's first pipeline word for word, but for the addresses. */
class FirstPipelineTest {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```");
    private static final String BEGIN = "## Your first pipeline";
    private static final String END = "## Where things are";
    /** What a reader does by looking again. */
    private static final String PAUSE = "sleep 10";

    private static final String UNTIL_THERE = """
            for attempt in $(seq 600); do
              [ "$(psql -Atc 'TABLE order_list ORDER BY order_no' postgresql://postgres@localhost:5432/archive)" \\
                = $'3|Eve|100\\n20|Bob|6' ] && break
              sleep 0.1
            done""";

    @BeforeEach
    void needTheReadersTools() throws Exception {
        for (String tool : List.of("psql", "curl")) {
            assumeTrue(run("command -v " + tool).code() == 0, () -> tool + " is not installed");
        }
    }

    @Test
    void replicatesTheRowsAndTakesItselfAway() throws Exception {
        List<String> steps = commands();
        String build = String.join("\n", steps.subList(0, steps.size() - 1));
        String remove = steps.get(steps.size() - 1);

        Outcome built = run(build.replace(PAUSE, UNTIL_THERE));
        Outcome removed = run(remove);
        Outcome left = run("psql -Atc \"SELECT count(*) FROM pg_namespace WHERE nspname = 'golconde'\""
                + " postgresql://postgres@localhost:5432/shop");

        assertThat(built.code()).as(built.output()).isZero();
        assertThat(built.output())
                .contains("io.golconde.source.GolcondeSourceConnector", "io.golconde.smt.RouteTable")
                .contains("3 | Eve      |   100", "20 | Bob      |     6")
                .doesNotContain("Ada", "FAILED");
        assertThat(removed.code()).as(removed.output()).isZero();
        assertThat(left.output().strip()).isEqualTo("0");
    }

    private static List<String> commands() throws IOException {
        String readme = Files.readString(Folders.repository().resolve("README.md"));
        String section = readme.substring(readme.indexOf(BEGIN), readme.indexOf(END));
        try (Stream<MatchResult> blocks = COMMANDS.matcher(section).results()) {
            return blocks.map(block -> block.group(1)).toList();
        }
    }

    private record Outcome(int code, String output) {}

    private static Outcome run(String script) throws IOException, InterruptedException {
        Cluster cluster = Cluster.shared();
        String here = script.replace("localhost:8083", cluster.rest().url().getAuthority())
                .replace("localhost:5432", "127.0.0.1:" + cluster.source().port());
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", here)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
