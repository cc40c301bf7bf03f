package io.golconde.cli.demo;

import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.KafkaBroker;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * The servers of one demo.
 *
 * @param app the source
 * @param mirror the destination like it
 * @param reports the destination that is different
 */
record DemoServers(
        DemoDatabase app, DemoDatabase mirror, DemoDatabase reports, KafkaBroker broker, ConnectWorker worker) {
    /** The latencies that the demo reports include what it costs to keep a commit. */
    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "full_page_writes", "on");

    /** Starts all at the same time, and fills the databases meanwhile. */
    static DemoServers start(Startup startup, Path folder, Path plugins) throws InterruptedException {
        Databases databases = new Databases(startup, folder);
        Future<DemoDatabase> app = databases.begin("app", "SUPERUSER", SqlResource.SCHEMA, SqlResource.EXISTING);
        Future<DemoDatabase> mirror = databases.begin("mirror", "", SqlResource.SCHEMA, SqlResource.MIRROR);
        Future<DemoDatabase> reports = databases.begin("reports", "", SqlResource.REPORTS);
        KafkaBroker broker = startup.running(KafkaBroker.launch(folder.resolve("broker"), Map.of()));
        ConnectWorker worker =
                startup.running(ConnectWorker.launch(folder.resolve("connect"), broker, List.of(plugins), Map.of()));
        worker.awaitReady();
        return new DemoServers(Startup.result(app), Startup.result(mirror), Startup.result(reports), broker, worker);
    }

    List<DemoDatabase> databases() {
        return List.of(app, mirror, reports);
    }

    private record Databases(Startup startup, Path folder) {
        Future<DemoDatabase> begin(String name, String roleOptions, SqlResource... content) {
            return startup.begin(() -> {
                PostgresServer server = startup.running(PostgresServer.start(folder.resolve(name), DURABLE));
                DemoDatabase database = new DemoDatabase(server, name);
                database.fill(roleOptions, content);
                return database;
            });
        }
    }
}
