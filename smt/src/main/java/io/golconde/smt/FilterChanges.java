package io.golconde.smt;

import io.golconde.core.config.Settings;
import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.core.event.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the rows that a condition holds of. Where it does not hold of a written row the record becomes a delete of
 * its key, whatever the row was before: what is sent of a row may skip states, and none may be left at the destination.
 * For the same reason every delete passes.
 */
public final class FilterChanges<R extends ConnectRecord<R>> extends TableTransform<R> {
    static final String CONDITION = "condition";
    private static final String DROP = "drop.operations";
    private static final Set<Operation> WRITES = EnumSet.of(Operation.CREATE, Operation.READ, Operation.UPDATE);
    private static final Set<Operation> NEW_ROWS = EnumSet.of(Operation.CREATE, Operation.READ);
    private static final String OP_FIELD = Metadata.ofEnvelope(Envelope.OP);

    static final ConfigDef DEFINITION = withTable(
            new Settings()
                    .setting(
                            CONDITION,
                            ConfigDef.Type.STRING,
                            null,
                            new ConditionParser.Syntax(),
                            "What has to hold of a row, as region = 'north' AND (total >= 100 OR vip).")
                    .setting(
                            DROP,
                            ConfigDef.Type.LIST,
                            List.of(),
                            ConfigDef.ValidList.in("c", "r", "u", "d", "t"),
                            "Operations of the source that are left out: c for inserts, r for rows that were there, u for updates, d "
                                    + "for deletes and tombstones, t for truncates. What is left out is never made good.")
                    .setting(
                            Unavailable.SETTING,
                            ConfigDef.Type.STRING,
                            Unavailable.DEFAULT,
                            "The value that the source sends for a large one that was not changed: a condition that asks for it is an "
                                    + "error. There is none if this is empty."),
            FilterChanges::new);

    private final DeletesByKey deletes = new DeletesByKey();
    private @Nullable Condition condition;
    private Set<Operation> dropped = Set.of();
    private Unavailable unavailable = Unavailable.of("");

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    void prepare(TransformConfig config) {
        String text = config.getString(CONDITION);
        condition = text == null ? null : ConditionParser.parse(CONDITION, text);
        dropped = EnumSet.noneOf(Operation.class);
        config.getList(DROP).forEach(code -> dropped.add(Operation.of(code)));
        if (condition == null && dropped.isEmpty()) {
            throw new ConfigException("Either condition or drop.operations has to be set");
        }
        unavailable = Unavailable.of(config.getString(Unavailable.SETTING));
    }

    @Override
    @Nullable
    R transform(R record) {
        if (!RowMapper.isRow(record.valueSchema(), record.value())) {
            throw notARow("value", record, record.value());
        }
        Operation operation = operation(record);
        if (operation != null && dropped.contains(operation)) {
            return null;
        }
        boolean passes = condition == null || !WRITES.contains(operation) || holds(condition, record);
        return passes ? record : withoutRow(record, operation);
    }

    private boolean holds(Condition condition, R record) {
        Object value = record.value();
        Object row = Document.isEnvelope(value) ? Document.get(value, Envelope.AFTER) : value;
        return row == null || condition.of(new ConditionRow(row, unavailable, record)) == Truth.TRUE;
    }

    private @Nullable R withoutRow(R record, @Nullable Operation operation) {
        if (record.key() != null) {
            return with(keyOf(record), deletes.insteadOf(record), record);
        }
        if (!NEW_ROWS.contains(operation)) {
            throw new DataException("Only inserts may be without a key for [" + CONDITION + " on "
                    + SourceTable.of(record) + "], found another operation: its row could not be deleted");
        }
        return null;
    }

    /** Null where the record is not about rows; a flat row that does not tell is there now, as after an update. */
    private @Nullable Operation operation(R record) {
        String marker = MarkerKey.kind(record.key());
        if (marker != null) {
            return marker.equals(MarkerKey.TRUNCATE) ? Operation.TRUNCATE : null;
        }
        Object value = record.value();
        if (value == null || "true".equals(String.valueOf(Document.get(value, Metadata.DELETED_FIELD)))) {
            return Operation.DELETE;
        }
        boolean envelope = Document.isEnvelope(value);
        Object code = Document.get(value, envelope ? Envelope.OP : OP_FIELD);
        if (code == null && WRITES.stream().anyMatch(dropped::contains) && !dropped.containsAll(WRITES)) {
            throw new DataException("Only rows with the field " + OP_FIELD + " for [" + DROP + " on "
                    + SourceTable.of(record) + "], found none");
        }
        return code == null ? Operation.UPDATE : known(code);
    }

    private static @Nullable Operation known(Object code) {
        for (Operation operation : Operation.values()) {
            if (operation.code().equals(code)) {
                return operation;
            }
        }
        return null;
    }
}
