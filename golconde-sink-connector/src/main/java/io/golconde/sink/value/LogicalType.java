package io.golconde.sink.value;

import io.golconde.core.type.WireType;
import io.golconde.sink.statement.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Semantic schema names, Connect's and Debezium's, to what their values mean: text that a PostgreSQL type reads, or a
 * number.
 *
 * <p>Source of the meanings: the Debezium PostgreSQL connector's documentation, "Data type mappings".
 */
final class LogicalType {
    private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private static final String UNLIMITED = Integer.toString(Integer.MAX_VALUE);

    private static final Map<String, Conversion> MOMENTS = Map.of(
            "io.debezium.time.NanoTimestamp",
            number(nanos -> WireType.TIMESTAMP.print(microsOfNanos(nanos))),
            "io.debezium.time.NanoTime",
            number(nanos -> WireType.TIME.print(microsOfNanos(nanos))),
            "io.debezium.time.MicroDuration",
            number(micros -> micros + " microseconds"));

    private static final Map<String, Conversion> OTHERS = Map.of(
            "io.debezium.data.VariableScaleDecimal", LogicalType::variableScale,
            "io.debezium.data.geometry.Point", LogicalType::point);

    private LogicalType() {}

    /** What decodes the values of a schema for a target, {@link Conversion#NONE} where they mean what they are. */
    static Conversion decoder(Schema source, ColumnType target) {
        @Nullable String name = source.name();
        if (name == null || name.equals(Decimal.LOGICAL_NAME)) {
            return Conversion.NONE;
        }
        if (name.equals("io.debezium.data.Bits")) {
            return bits(source);
        }
        Conversion other = OTHERS.get(name);
        return other == null ? moment(name, target) : other;
    }

    /** A column of numbers takes a moment as the number that it is. */
    private static Conversion moment(String name, ColumnType target) {
        if (isNumber(target)) {
            return Conversion.NONE;
        }
        WireType wireType = WireType.ofSchemaName(name);
        return wireType == null ? MOMENTS.getOrDefault(name, Conversion.NONE) : wireType::print;
    }

    private static boolean isNumber(ColumnType target) {
        return switch (target.form()) {
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> true;
            case TEXT -> target.builtInName().equals("numeric");
            case BOOL, BYTEA -> false;
        };
    }

    private static Conversion number(LongFunction<String> printer) {
        return value -> printer.apply(((Number) value).longValue());
    }

    /** The int64 extremes are infinity, and no moment of 1677 or 2262. */
    private static long microsOfNanos(long nanos) {
        return nanos == Long.MAX_VALUE || nanos == Long.MIN_VALUE ? nanos : Math.floorDiv(nanos, NANOS_PER_MICRO);
    }

    private static Object variableScale(Object value) {
        Struct struct = (Struct) value;
        byte[] unscaled = Bytes.of(struct.get("value"));
        return new BigDecimal(new BigInteger(unscaled), struct.getInt32("scale"));
    }

    private static Object point(Object value) {
        Struct struct = (Struct) value;
        return "(" + struct.getFloat64("x") + ',' + struct.getFloat64("y") + ')';
    }

    /**
     * Little-endian bytes; the schema says how many bits of them count, where it does not all do. Of a varbit without a
     * length it says the most that there could be.
     */
    private static Conversion bits(Schema source) {
        @Nullable
        String length = source.parameters() == null ? null : source.parameters().get("length");
        boolean all = length == null || length.equals(UNLIMITED);
        return value -> {
            ByteBuffer bytes = ByteBuffer.wrap(Bytes.of(value));
            int count = all ? bytes.remaining() * Byte.SIZE : Integer.parseInt(length);
            BitSet bits = BitSet.valueOf(bytes);
            StringBuilder text = new StringBuilder(count);
            for (int i = count - 1; i >= 0; i--) {
                text.append(bits.get(i) ? '1' : '0');
            }
            return text.toString();
        };
    }
}
