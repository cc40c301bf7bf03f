package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Something about a change that a column can hold. */
enum Fact {
    /** When the row was changed, by the source's clock; the form is that of Debezium's timestamps with a time zone. */
    TIME {
        @Override
        Schema schema() {
            return SchemaBuilder.string()
                    .name("io.debezium.time.ZonedTimestamp")
                    .version(1)
                    .optional()
                    .build();
        }

        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            if (Origin.known(SourceInfo.TS_US, record) instanceof Number micros) {
                return Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS).toString();
            }
            Object millis = Origin.known(SourceInfo.TS_MS, record);
            Object known = millis == null ? record.timestamp() : millis;
            return known instanceof Number number
                    ? Instant.ofEpochMilli(number.longValue()).toString()
                    : null;
        }
    },
    OPERATION {
        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            Object value = record.value();
            String field = Document.isEnvelope(value) ? Envelope.OP : Metadata.ofEnvelope(Envelope.OP);
            return text(Document.get(value, field));
        }
    },
    SERVER {
        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return text(Origin.value(SourceInfo.NAME, record));
        }
    },
    DATABASE {
        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return text(Origin.value(SourceInfo.DB, record));
        }
    },
    SCHEMA {
        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return text(Origin.value(SourceInfo.SCHEMA_NAME, record));
        }
    },
    TABLE {
        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return text(Origin.value(SourceInfo.TABLE, record));
        }
    },
    TRANSACTION {
        @Override
        Schema schema() {
            return Schema.OPTIONAL_INT64_SCHEMA;
        }

        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return number(Origin.known(SourceInfo.TX_ID, record));
        }
    },
    LSN {
        @Override
        Schema schema() {
            return Schema.OPTIONAL_INT64_SCHEMA;
        }

        @Override
        @Nullable
        Object of(ConnectRecord<?> record) {
            return number(Origin.known(SourceInfo.LSN, record));
        }
    },
    TOPIC {
        @Override
        Object of(ConnectRecord<?> record) {
            return record.topic();
        }
    };

    /** What the record tells, null where it does not. */
    abstract @Nullable Object of(ConnectRecord<?> record);

    Schema schema() {
        return Schema.OPTIONAL_STRING_SCHEMA;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(values()).map(Fact::word).toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : null;
    }
}
