package io.golconde.sink;

import io.golconde.core.config.Finding;
import io.golconde.sink.record.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings that are right each by itself and wrong together. */
final class Contradictions {
    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String READ_COMMITTED = "read_committed";

    private final SinkConfig config;
    private final List<Finding> found = new ArrayList<>();

    Contradictions(SinkConfig config) {
        this.config = config;
    }

    List<Finding> find() {
        findInKey();
        findInConflicts();
        if (config.evolves() && has(SinkSettings.UNKNOWN_COLUMNS, SinkSettings.FAIL)) {
            add(
                    SinkSettings.UNKNOWN_COLUMNS,
                    "schema.evolution=" + config.getString(SinkSettings.SCHEMA_EVOLUTION)
                            + " adds columns: set unknown.columns=add.");
        }
        if (config.isExactlyOnce() && !READ_COMMITTED.equals(config.originals().get(ISOLATION))) {
            add(
                    SinkSettings.GUARANTEE,
                    "exactly_once needs " + ISOLATION + '=' + READ_COMMITTED
                            + ": else what a source's transaction has taken back is applied, too.");
        }
        if (config.isWhole()) {
            findInUnit();
        }
        return found;
    }

    private void findInKey() {
        if (has(SinkSettings.PK_MODE, SinkSettings.NONE) && config.insertMode().needsKey()) {
            add(
                    SinkSettings.PK_MODE,
                    "Without a key rows can only be added: set insert.mode=insert, and on.conflict=error or ignore.");
        }
        if (has(SinkSettings.PK_MODE, SinkSettings.RECORD_VALUE)
                && config.getList(SinkSettings.PK_FIELDS).isEmpty()) {
            add(SinkSettings.PK_FIELDS, "pk.mode=record_value needs the fields that make the key.");
        }
    }

    private void findInConflicts() {
        if (!has(SinkSettings.INSERT_MODE, SinkSettings.INSERT) && !has(SinkSettings.ON_CONFLICT, SinkSettings.ERROR)) {
            add(SinkSettings.ON_CONFLICT, "Only insert.mode=insert knows conflicts.");
        }
        boolean named = !has(SinkSettings.CONFLICT_COLUMN, "");
        if (config.isNewest() != named) {
            add(
                    SinkSettings.CONFLICT_COLUMN,
                    named
                            ? "Only conflict.policy=newest looks at this column."
                            : "conflict.policy=newest needs the column that tells how new a row is.");
        }
        if (config.isKeep() && !has(SinkSettings.INSERT_MODE, SinkSettings.UPSERT)) {
            add(SinkSettings.CONFLICT_POLICY, "keep adds rows and changes none: leave insert.mode at upsert.");
        }
        if (config.isNewest() && !config.insertMode().needsKey()) {
            add(
                    SinkSettings.CONFLICT_POLICY,
                    "Only insert.mode=upsert and update find the row that is there, which newest compares with.");
        }
    }

    /** All tables come in one topic, in their order. */
    private void findInUnit() {
        Map<String, String> given = config.originalsStrings();
        if (TopicList.named(given).size() != 1) {
            add(SinkSettings.UNIT, "transaction takes one topic, that of a queue: name it, and no other, in topics.");
        }
        if (config.readingRules().unknown() == UnknownFields.ADD) {
            add(
                    config.evolves() ? SinkSettings.SCHEMA_EVOLUTION : SinkSettings.UNKNOWN_COLUMNS,
                    "A table is changed in a transaction of its own, which would end the window's: make tables and columns"
                            + " yourself, or set apply.unit=batch.");
        }
        if (!config.readingRules().tableName().needsSource()
                && !TopicList.of(given).isEmpty()
                && config.isAutoSql()) {
            add(
                    SinkSettings.TABLE_NAME,
                    "With apply.unit=transaction one topic has the records of all tables: set"
                            + " ${source.schema}.${source.table}, or what else has ${source.table} in it.");
        }
    }

    private boolean has(String setting, String value) {
        return config.getString(setting).equals(value);
    }

    private void add(String setting, String message) {
        found.add(new Finding(setting, message));
    }
}
