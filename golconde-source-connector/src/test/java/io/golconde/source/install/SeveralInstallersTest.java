package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tasks that start at the same time install at the same time. */
class SeveralInstallersTest {
    private static final int INSTALLERS = 4;

    @Test
    void doNotCollide() throws Exception {
        try (SourceDatabase source = SourceDatabase.empty()) {
            source.run("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE u (id int PRIMARY KEY)");
            ExecutorService threads = Executors.newFixedThreadPool(INSTALLERS);
            List<Future<?>> running = new ArrayList<>();

            for (int i = 0; i < INSTALLERS; i++) {
                running.add(threads.submit(() -> ensure(source)));
            }
            for (Future<?> each : running) {
                each.get();
            }
            threads.shutdown();

            assertThat(source.query("SELECT relation, generation FROM golconde.captured_table c"
                            + " JOIN golconde.generation g ON g.table_id = c.id ORDER BY 1"))
                    .containsExactly("t|1", "u|1");
        }
    }

    private static Void ensure(SourceDatabase source) throws Exception {
        try (Connection connection = source.connect()) {
            new Installer(SourceDatabase.settings("public\\..*")).ensure(connection);
        }
        return null;
    }
}
