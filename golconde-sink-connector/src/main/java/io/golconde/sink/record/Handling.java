package io.golconde.sink.record;

import io.golconde.core.sql.TableName;
import io.golconde.sink.failure.Failures;
import io.golconde.sink.handler.Action;
import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.handler.HandledChange;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The handler, asked about each change before its table is looked for. */
final class Handling {
    private final DestinationHandler handler;
    private final Map<TableName, KeyedTable> tables = new HashMap<>();

    Handling(DestinationHandler handler) {
        this.handler = handler;
    }

    Action ask(SinkRecord record, ChangeOfRecord change) {
        try {
            return handler.handle(change);
        } catch (ConnectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.ofHandler(record, handler.getClass(), e);
        }
    }

    /** The change in whose place the statements are, null where there are none. */
    @Nullable
    Change replaced(SinkRecord record, ChangeOfRecord change, Action.Commands action) {
        return action.commands().isEmpty()
                ? null
                : new Change(
                        record,
                        tables.computeIfAbsent(change.table(), Handling::unknown),
                        new HandledChange(change.operation(), action.commands()),
                        KeyHalf.NONE);
    }

    /** A table of which nothing is known: constraints of whatever the statements touch may be deferrable. */
    private static KeyedTable unknown(TableName name) {
        TargetTable table = new TargetTable(name, List.of(), List.of(), List.of(), Set.of(), Set.of(), true);
        return new KeyedTable(table, List.of());
    }
}
