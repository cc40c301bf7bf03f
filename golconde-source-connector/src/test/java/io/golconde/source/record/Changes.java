package io.golconde.source.record;

import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.StoredType;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.Backfill;
import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.KeyChange;
import io.golconde.source.queue.Origin;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TableVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a table of three columns: id (the key), name (NOT NULL) and photo. */
final class Changes {
    static final TableVersion PEOPLE = people("public", "people");

    private static final long CHANGED_AT = 1_700_000_000_123_456L;

    private Changes() {}

    static TableVersion people(String schema, String table) {
        return new TableVersion(
                7,
                1,
                TableName.of(schema, table),
                List.of(
                        column("id", WireType.INT64, false, true),
                        column("name", WireType.TEXT, false, false),
                        column("photo", WireType.BYTES, true, false)));
    }

    static CapturedColumn column(String name, WireType type, boolean optional, boolean key) {
        return new CapturedColumn(new Identifier(name), type, StoredType.unlimited(type.name()), optional, key);
    }

    static SourceOffset offset(long window) {
        SourceOffset.Server server = new SourceOffset.Server("7301", 1);
        return new SourceOffset("c/app/main", 4, server, window, "9:9:", null, null, new Backfill(1, null, 0, false));
    }

    static Row key(TableVersion table, long id) {
        return new Row(table.keyColumns(), new Object[] {id});
    }

    static Row row(TableVersion table, long id, String name, byte @Nullable [] photo) {
        return new Row(table.rowColumns(), new Object[] {id, name, photo});
    }

    static QueuedChange write(Operation operation, long id, String name) {
        return write(operation, row(PEOPLE, id, name, null));
    }

    static QueuedChange write(Operation operation, Row row) {
        Row key = key(PEOPLE, (Long) row.value(0));
        return change(new RowChange.Write(operation, key, row), null, KeyChange.NONE);
    }

    static QueuedChange delete(long id, @Nullable Row before) {
        return change(new RowChange.Delete(key(PEOPLE, id)), before, KeyChange.NONE);
    }

    static QueuedChange change(RowChange change, @Nullable Row before, KeyChange keyChange) {
        return new QueuedChange(
                PEOPLE, change, before, keyChange, new Origin(751L, 4_096, CHANGED_AT, false), offset(5));
    }
}
