package io.golconde.cli.demo;

import io.golconde.testkit.ConnectRest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the servers, registers the connectors, plays the scenario and says where things are. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoFolder folder;
    private final Path repository;
    private final Screen screen;

    Demo(DemoFolder folder, Path repository, Screen screen) {
        this.folder = folder;
        this.repository = repository;
        this.screen = screen;
    }

    /**
     * Runs from start to end.
     *
     * @param duration how long the live mix runs
     * @param rate its transactions per second
     * @param keep whether to stay up afterwards until the thread is interrupted
     * @return whether both destinations ended up equal to the source
     */
    boolean run(Duration duration, int rate, boolean keep) throws Exception {
        screen.line("Golconde's demo, in %s", folder.path());
        try (Startup startup = new Startup()) {
            DemoServers servers = DemoServers.start(startup, folder.path(), repository.resolve("target/plugins"));
            screen.step("PostgreSQL, Kafka and Kafka Connect are up");
            sayWhere(servers);
            List<ConnectorFile> connectors = register(servers);
            boolean passed = play(servers, connectors, duration, rate);
            if (keep) {
                stay(servers);
            }
            return passed;
        }
    }

    private void sayWhere(DemoServers servers) {
        for (DemoDatabase database : servers.databases()) {
            screen.line("          %-8s %s", database.name(), database.url());
        }
        screen.line(
                "          %-8s %s, topics app.public.*",
                "Kafka", servers.broker().bootstrapServers());
        screen.line("          %-8s %s", "Connect", servers.worker().rest().url());
        screen.line("          %-8s %s", "logs", folder.path().resolve("*/*.log"));
    }

    /** Puts the files of config-examples to Connect, as anybody would. */
    private List<ConnectorFile> register(DemoServers servers) throws IOException {
        Path secrets = folder.sub("connect/secrets");
        for (DemoDatabase database : servers.databases()) {
            database.writeSecrets(secrets);
        }
        ConnectRest rest = servers.worker().rest();
        List<ConnectorFile> connectors = ConnectorFile.readAll(repository.resolve("config-examples")).stream()
                .map(example -> example.withSecretsIn(secrets))
                .toList();
        for (ConnectorFile connector : connectors) {
            connector.writeTo(folder.sub("connectors"));
            rest.put(connector.name(), connector.config());
        }
        for (ConnectorFile connector : connectors) {
            rest.awaitRunning(connector.name(), PATIENCE);
        }
        screen.step("the connectors of config-examples run");
        return connectors;
    }

    private boolean play(DemoServers servers, List<ConnectorFile> connectors, Duration duration, int rate)
            throws Exception {
        try (Connection source = servers.app().connect();
                Connection mirror = servers.mirror().connect();
                Connection reports = servers.reports().connect()) {
            Replica original = new Replica("app", source, DemoTables.mirror(source));
            List<Replica> destinations = List.of(
                    new Replica("mirror", mirror, DemoTables.mirror(source)),
                    new Replica("reports", reports, DemoTables.reports()));
            Health health = new Health(servers.worker().rest(), connectors);
            Scenario scenario = new Scenario(servers.app(), original, destinations, health, screen);
            return scenario.play(duration, rate);
        }
    }

    private void stay(DemoServers servers) throws InterruptedException {
        screen.line(
                """

                All stays up until Ctrl-C. To play with it:
                  %s
                  %s
                  %s
                  curl '%s/connectors?expand=status'
                  java -cp '%s/*' org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server %s --topic app.public.orders
                Change a row of app (UPDATE orders SET customer = 'you' WHERE order_id = 1), and look for it in orders of
                mirror and in reporting.sales of reports.""",
                servers.app().psql(),
                servers.mirror().psql(),
                servers.reports().psql(),
                servers.worker().rest().url(),
                repository.resolve("testkit/kafka/target/libs"),
                servers.broker().bootstrapServers());
        new CountDownLatch(1).await();
    }
}
