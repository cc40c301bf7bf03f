package io.golconde.sink.target;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Exactly once: the offsets lie beside the rows, in {@code golconde.sink_offset}, and move in the same transaction, from
 * the value that this task knows to the next, so that neither a task that lost its partition nor a second attempt after a
 * lost answer to COMMIT applies a record twice.
 */
public final class TargetOffsets implements OffsetStore {
    private static final String COLUMNS = """
            o.topic, o.partition, o.epoch, o.next_offset, o.record_offset, o.record_timestamp, o.record_lsn,
            o.record_txid, o.source, o.source_epoch""";
    private static final String CLAIM = """
            INSERT INTO golconde.sink_offset AS o (namespace, connector, topic, partition, epoch)
            SELECT ?, ?, p.topic, p.partition, 1
            FROM unnest(?::pg_catalog.text[], ?::pg_catalog.int4[]) AS p (topic, partition)
            ORDER BY p.topic, p.partition
            ON CONFLICT (namespace, connector, topic, partition) DO UPDATE SET epoch = o.epoch + 1, updated_at = now()
            RETURNING\s""" + COLUMNS;
    private static final String READ = "SELECT " + COLUMNS + """

            FROM golconde.sink_offset AS o
            JOIN unnest(?::pg_catalog.text[], ?::pg_catalog.int4[]) AS p (topic, partition) USING (topic, partition)
            WHERE o.namespace = ? AND o.connector = ?""";
    private static final String ADVANCE = """
            UPDATE golconde.sink_offset AS o
            SET next_offset = n.next, record_offset = n.record, record_timestamp = n.at, record_lsn = n.lsn,
                record_txid = n.txid, source = n.source, source_epoch = n.source_epoch, updated_at = now()
            FROM unnest(?::pg_catalog.text[], ?::pg_catalog.int4[], ?::pg_catalog.int8[], ?::pg_catalog.int8[],
                        ?::pg_catalog.int8[], ?::pg_catalog.int8[], ?::pg_catalog.int8[], ?::pg_catalog.int8[],
                        ?::pg_catalog.int8[], ?::pg_catalog.text[], ?::pg_catalog.int8[])
              AS n (topic, partition, epoch, expected, next, record, at, lsn, txid, source, source_epoch)
            WHERE o.namespace = ? AND o.connector = ? AND o.topic = n.topic AND o.partition = n.partition
              AND o.epoch = n.epoch AND o.next_offset IS NOT DISTINCT FROM n.expected""";

    private final TargetSession session;
    private final String namespace;
    private final String connector;

    public TargetOffsets(TargetSession session, String namespace, String connector) {
        this.session = session;
        this.namespace = namespace;
        this.connector = connector;
    }

    @Override
    public void prepare() throws SQLException {
        try {
            OffsetTable.ensure(session.connection());
            session.commit();
        } catch (SQLException e) {
            throw OffsetTable.denied(e);
        }
    }

    @Override
    public List<PartitionOffset> claim(Collection<TopicPartition> partitions) throws SQLException {
        try (PreparedStatement claim = session.connection().prepareStatement(CLAIM)) {
            claim.setString(1, namespace);
            claim.setString(2, connector);
            claim.setArray(3, texts(partitions, TopicPartition::topic));
            claim.setArray(4, ints(partitions, TopicPartition::partition));
            List<PartitionOffset> claimed = offsets(claim);
            session.commit();
            return claimed;
        } catch (SQLException e) {
            throw OffsetTable.denied(e);
        }
    }

    @Override
    public List<PartitionOffset> read(Collection<PartitionOffset> claimed) throws SQLException {
        List<TopicPartition> partitions =
                claimed.stream().map(PartitionOffset::partition).toList();
        try (PreparedStatement read = session.connection().prepareStatement(READ)) {
            read.setArray(1, texts(partitions, TopicPartition::topic));
            read.setArray(2, ints(partitions, TopicPartition::partition));
            read.setString(3, namespace);
            read.setString(4, connector);
            List<PartitionOffset> held = offsets(read);
            session.commit();
            return held;
        }
    }

    @Override
    public boolean advance(Collection<Advance> advances) throws SQLException {
        try (PreparedStatement advance = session.connection().prepareStatement(ADVANCE)) {
            advance.setArray(1, texts(advances, a -> a.to().partition().topic()));
            advance.setArray(2, ints(advances, a -> a.to().partition().partition()));
            advance.setArray(3, longs(advances, a -> a.to().epoch()));
            advance.setArray(4, longs(advances, Advance::expected));
            advance.setArray(5, longs(advances, a -> a.to().next()));
            advance.setArray(6, longs(advances, a -> last(a).offset()));
            advance.setArray(7, longs(advances, a -> last(a).timestamp()));
            advance.setArray(8, longs(advances, a -> last(a).lsn()));
            advance.setArray(9, longs(advances, a -> last(a).txid()));
            advance.setArray(10, texts(advances, a -> a.to().fence().source()));
            advance.setArray(11, longs(advances, a -> a.to().fence().epoch()));
            advance.setString(12, namespace);
            advance.setString(13, connector);
            return advance.executeUpdate() == advances.size();
        }
    }

    private static List<PartitionOffset> offsets(PreparedStatement statement) throws SQLException {
        List<PartitionOffset> offsets = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                offsets.add(new PartitionOffset(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        row.getLong("epoch"),
                        row.getObject("next_offset", Long.class),
                        last(row),
                        new SourceFence(row.getString("source"), row.getLong("source_epoch"))));
            }
        }
        return offsets;
    }

    private static @Nullable AppliedRecord last(ResultSet row) throws SQLException {
        Long offset = row.getObject("record_offset", Long.class);
        return offset == null
                ? null
                : new AppliedRecord(
                        offset,
                        row.getObject("record_timestamp", Long.class),
                        row.getObject("record_lsn", Long.class),
                        row.getObject("record_txid", Long.class));
    }

    private static AppliedRecord last(Advance advance) {
        return Objects.requireNonNull(advance.to().last(), "an advance ends at a record");
    }

    private <T> Array texts(Collection<T> items, Function<T, @Nullable String> text) throws SQLException {
        return session.connection()
                .createArrayOf("text", items.stream().map(text).toArray(String[]::new));
    }

    private <T> Array ints(Collection<T> items, Function<T, Integer> number) throws SQLException {
        return session.connection()
                .createArrayOf("int4", items.stream().map(number).toArray(Integer[]::new));
    }

    private <T> Array longs(Collection<T> items, Function<T, @Nullable Long> number) throws SQLException {
        return session.connection()
                .createArrayOf("int8", items.stream().map(number).toArray(Long[]::new));
    }
}
