package io.golconde.cli.config;

import io.golconde.cli.config.Plan.Destination;
import io.golconde.cli.config.Plan.Source;
import io.golconde.cli.config.Plan.Table;
import io.golconde.sink.GolcondeSinkConnector;
import io.golconde.source.GolcondeSourceConnector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes connectors of a plan: the source's, then one for each destination. */
final class Connectors {
    static final String SOURCE = GolcondeSourceConnector.class.getName();
    private static final String SINK = GolcondeSinkConnector.class.getName();

    private static final String CONVERTERS = """
            key.converter=org.apache.kafka.connect.json.JsonConverter
            value.converter=org.apache.kafka.connect.json.JsonConverter""";

    /** As in config-examples, where the pages say why. */
    private static final String PRODUCER = """
            topic.creation.default.partitions=1
            topic.creation.default.replication.factor=-1
            producer.override.batch.size=262144
            producer.override.compression.type=lz4""";

    private static final String CONSUMER = """
            consumer.override.isolation.level=read_committed
            consumer.override.auto.offset.reset=earliest
            consumer.override.allow.auto.create.topics=false
            consumer.override.metadata.max.age.ms=2000
            consumer.override.max.poll.records=2000
            consumer.override.max.partition.fetch.bytes=4194304
            consumer.override.partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor""";

    private final Plan plan;

    private Connectors(Plan plan) {
        this.plan = plan;
    }

    static List<Connector> of(Plan plan) {
        Connectors connectors = new Connectors(plan);
        List<Connector> all = new ArrayList<>();
        all.add(connectors.source());
        plan.destinations().forEach(destination -> all.add(connectors.sink(destination)));
        return all;
    }

    private Connector source() {
        Source source = plan.source();
        Map<String, String> config = start(SOURCE, source.database());
        config.put("topic.prefix", source.name());
        config.put(
                "table.include.list",
                source.tables().stream().map(TablePattern::regex).collect(Collectors.joining(",")));
        finish(config, PRODUCER, source.settings());
        return new Connector(source.name() + "-source", config, List.of());
    }

    private Connector sink(Destination destination) {
        Map<String, String> config = start(SINK, destination.database());
        topics(destination, config);
        List<Step> chain = Chain.of(destination.tables());
        if (!chain.isEmpty()) {
            config.put("transforms", chain.stream().map(Step::name).collect(Collectors.joining(",")));
        }
        for (Step step : chain) {
            String prefix = "transforms." + step.name() + '.';
            config.put(prefix + "type", step.type());
            step.settings().forEach((setting, value) -> config.put(prefix + setting, value));
        }
        finish(config, CONSUMER, destination.settings());
        return new Connector(plan.source().name() + "-to-" + destination.name(), config, written(destination));
    }

    private void topics(Destination destination, Map<String, String> config) {
        List<TablePattern> tables =
                destination.tables().stream().map(Table::from).toList();
        boolean named = tables.stream().allMatch(TablePattern::isOneTable);
        config.put(
                named ? "topics" : "topics.regex",
                tables.stream()
                        .map(table -> table.topic(plan.source().name(), !named))
                        .collect(Collectors.joining(named ? "," : "|")));
    }

    private static List<String> written(Destination destination) {
        return destination.tables().stream()
                .filter(table -> table.from().isOneTable())
                .map(table -> table.to() == null ? table.from().name() : table.to())
                .distinct()
                .toList();
    }

    private static Map<String, String> start(String type, Link database) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(Connector.CLASS, type);
        config.put("tasks.max", "1");
        config.putAll(database.settings());
        return config;
    }

    /** Puts the defaults in, and over them what the file says. */
    private void finish(Map<String, String> config, String defaults, Map<String, String> own) {
        Stream.of(defaults, CONVERTERS)
                .flatMap(String::lines)
                .map(line -> line.split("=", 2))
                .forEach(pair -> config.put(pair[0], pair[1]));
        config.putAll(plan.settings());
        config.putAll(own);
    }
}
