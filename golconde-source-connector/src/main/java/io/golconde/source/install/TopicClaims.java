package io.golconde.source.install;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.TopicNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tables have which topics: two of which Kafka takes the topics for one cannot both be sent. */
final class TopicClaims {
    private static final String EXCLUDE = "table.exclude.list";

    /** The names that the queues' tables have, and those under which changes of them may still be queued. */
    private static final String CLAIMS = """
            SELECT DISTINCT c.id, g.schema_name, g.table_name, c.relation IS NULL AS given_up
            FROM golconde.captured_table c
            JOIN golconde.generation g ON g.table_id = c.id
            WHERE c.queue = ANY (?) AND c.kind = 'table' AND (
              c.relation IS NOT NULL
                AND g.generation = (SELECT max(n.generation) FROM golconde.generation n WHERE n.table_id = c.id)
              OR EXISTS (
                SELECT FROM pg_catalog.generate_series(0, 2) slot
                WHERE pg_catalog.pg_relation_size(pg_catalog.to_regclass(
                  pg_catalog.format('golconde.q%s_%s_%s', c.id, g.generation, slot))) > 0))
            ORDER BY c.id, g.schema_name, g.table_name""";

    /**
     * One table's.
     *
     * @param id that of the captured table; 0 for one that is not captured
     * @param givenUp the table is captured no more, and only what is queued of it is sent
     */
    private record Claim(int id, TableName table, boolean givenUp) {}

    private final @Nullable TopicNames topics;
    private final List<Claim> claims = new ArrayList<>();

    /** Without any; null for topics where the tables share one. */
    TopicClaims(@Nullable TopicNames topics) {
        this.topics = topics;
    }

    /** Those of the tables that are captured into the connector's queues. */
    static TopicClaims read(Connection connection, InstallSettings settings) throws SQLException {
        TopicClaims claims = new TopicClaims(settings.topics());
        try (PreparedStatement statement = connection.prepareStatement(CLAIMS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("text", settings.queues().names().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableName table = TableName.of(row.getString("schema_name"), row.getString("table_name"));
                    claims.claims.add(new Claim(row.getInt("id"), table, row.getBoolean("given_up")));
                }
            }
        }
        return claims;
    }

    /** What keeps a table that is not captured from its topic; without that, the topic is its own from now on. */
    Optional<Finding> claim(TableName table) {
        if (topics == null) {
            return Optional.empty();
        }
        Claim wanted = new Claim(0, table, false);
        for (Claim claim : claims) {
            if (clash(topics, claim, wanted)) {
                return Optional.of(new Finding(EXCLUDE, refusal(topics, claim, table)));
            }
        }
        claims.add(wanted);
        return Optional.empty();
    }

    /** Captured tables of which the changes cannot be sent; the one that was captured first may keep its topic. */
    List<Finding> clashes() {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; topics != null && i < claims.size(); i++) {
            for (Claim later : claims.subList(i + 1, claims.size())) {
                if (clash(topics, claims.get(i), later)) {
                    String clash = topics.clash(claims.get(i).table(), later.table());
                    found.add(new Finding(
                            EXCLUDE, clash + ", and both are captured. " + TopicNames.wayOut(later.table())));
                }
            }
        }
        return found;
    }

    /** A table that was renamed may keep its topic. */
    private static boolean clash(TopicNames topics, Claim one, Claim other) {
        return !one.table().equals(other.table())
                && topics.metric(one.table()).equals(topics.metric(other.table()))
                && !(one.id() == other.id()
                        && one.id() > 0
                        && topics.of(one.table()).equals(topics.of(other.table())));
    }

    private static String refusal(TopicNames topics, Claim claim, TableName table) {
        String giveUp =
                claim.givenUp() ? " Or give up what is queued of the former: " + TopicNames.discard(claim.table()) : "";
        return topics.clash(claim.table(), table)
                + ". Exclude the latter, which another connector with a topic.prefix and a queue.name of its own may capture;"
                + " rename it; or set topic.layout=queue." + giveUp;
    }
}
