package io.golconde.source.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceOffsetTest {
    private static final Position POSITION = new Position(4_096, 751, 2, 1, 1, Place.of("(12,7)"));

    private static final SourceOffset.Server SERVER = new SourceOffset.Server("7301", 1);

    @Test
    void comesBackFromConnectAsItWasWritten() {
        SourceOffset inside = offset(5, POSITION);
        SourceOffset between = offset(6, null);

        assertThat(SourceOffset.of(inside.toMap())).isEqualTo(inside);
        assertThat(SourceOffset.of(between.toMap())).isEqualTo(between);
    }

    @Test
    void holdsOnlyWhatConnectAllowsInAnOffset() {
        assertThat(offset(5, POSITION).toMap().values())
                .allMatch(value -> value instanceof String || value instanceof Long);
    }

    @Test
    void takesNumbersInAnyWidthAndAsText() {
        Map<String, Object> map = new HashMap<>(offset(5, POSITION).toMap());
        map.put("window", 5);
        map.put("lsn", "4096");
        map.put("slot", (short) 1);

        assertThat(SourceOffset.of(map)).isEqualTo(offset(5, POSITION));
    }

    @Test
    void namesTheFieldThatMakesNoSense() {
        assertNonsense("owner", null, "Only text for owner of a source offset, found: null");
        assertNonsense("window", -1, "Only a whole number for window of a source offset, found: -1");
        assertNonsense("window", 1.5, "Only a whole number for window of a source offset, found: 1.5");
        assertNonsense("timeline", 1L << 40, "Only a small number for timeline");
        assertNonsense("seen", "yesterday", "Only a pg_snapshot for seen of a source offset, found: yesterday");
        assertNonsense("ctid", "12", "Only (block,row) for ctid of a source offset, found: 12");
        assertNonsense("txid", null, "Only a whole number for txid of a source offset, found: null");
    }

    @Test
    void isLaterByWindowThenByPosition() {
        assertThat(offset(6, null).isLaterThan(offset(5, POSITION))).isTrue();
        assertThat(offset(5, POSITION).isLaterThan(offset(5, null))).isTrue();
        assertThat(offset(5, null).isLaterThan(offset(5, POSITION))).isFalse();
        assertThat(offset(5, POSITION).isLaterThan(offset(5, POSITION))).isFalse();
        assertThat(offset(5, POSITION).isLaterThan(offset(6, null))).isFalse();
    }

    @Test
    void isLaterByWhatWasBackfilledBetweenWindows() {
        SourceOffset start = offset(5, null).with(Backfill.NOT_STARTED);
        SourceOffset oneRow = start.with(Backfill.NOT_STARTED.startedWith(3).read("{1}"));

        assertThat(oneRow.isLaterThan(start)).isTrue();
        assertThat(start.with(new Backfill(4, null, 0, false)).isLaterThan(oneRow))
                .isTrue();
        assertThat(oneRow.isLaterThan(oneRow)).isFalse();
    }

    @Test
    void ordersPositionsByLogTransactionTableSlotAndRow() {
        assertThat(new Position(4_096, 751, 2, 1, 1, Place.of("(12,10)"))).isGreaterThan(POSITION);
        assertThat(new Position(4_096, 751, 2, 1, 1, Place.of("(9,200)"))).isLessThan(POSITION);
        assertThat(new Position(4_096, 751, 2, 1, 2, Place.of("(0,1)"))).isGreaterThan(POSITION);
        assertThat(new Position(4_096, 751, 3, 1, 0, Place.of("(0,1)"))).isGreaterThan(POSITION);
        assertThat(new Position(4_096, 752, 0, 1, 0, Place.of("(0,1)"))).isGreaterThan(POSITION);
        assertThat(new Position(4_097, 1, 0, 1, 0, Place.of("(0,1)"))).isGreaterThan(POSITION);
    }

    private static SourceOffset offset(long window, @Nullable Position position) {
        String until = position == null ? null : "9:9:";
        return new SourceOffset(
                "c/p/main", 3, SERVER, window, "8:9:8", until, position, new Backfill(7, "{12}", 3, false));
    }

    private static void assertNonsense(String field, @Nullable Object value, String message) {
        Map<String, Object> map = new HashMap<>(offset(5, POSITION).toMap());
        map.put(field, value);

        assertThatThrownBy(() -> SourceOffset.of(map))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }
}
