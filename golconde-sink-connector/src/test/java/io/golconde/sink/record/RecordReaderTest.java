package io.golconde.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Write;
import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.handler.AutoSql;
import io.golconde.sink.record.KeyRule.Source;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.Column.Generation;
import io.golconde.sink.statement.ColumnType;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.TargetTable;
import io.golconde.sink.statement.UnfitIndex;
import io.golconde.sink.value.Placeholder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final Column ID = column("id");
    private static final Column MAIL = column("mail");
    private static final Column NAME = column("name");
    private static final List<Column> COLUMNS = List.of(ID, MAIL, NAME);

    private KeyRule rule = new KeyRule(Source.CATALOG, List.of());
    private InsertMode mode = InsertMode.UPSERT;
    private ColumnNames names = ColumnNames.parse(List.of());
    private UnknownFields unknown = UnknownFields.IGNORE;
    private TargetTable table = table(ID, MAIL);
    private TargetTable later = table;

    @Test
    void takesThePrimaryKeyWhereTheRecordHasIt() throws SQLException {
        Change change = reader().read(record(null, Map.of("id", "1", "mail", "m", "name", "n")));

        assertThat(change.table().key()).containsExactly(ID);
        assertThat(((Write) change.change()).key().value("id")).isEqualTo("1");
    }

    @Test
    void takesTheUniqueIndexThatTheRecordsKeyCovers() throws SQLException {
        Change change = reader().read(record(Map.of("mail", "m"), Map.of("id", "1", "mail", "m", "name", "n")));

        assertThat(change.table().key()).containsExactly(MAIL);
    }

    @Test
    void takesAKeyThatIsNoStructForTheOnlyKeyColumn() throws SQLException {
        Change change = reader().read(record("7", null));

        assertThat(((Delete) change.change()).key().value("id")).isEqualTo("7");
    }

    @Test
    void addsTheKeysColumnsToARowWithoutThem() throws SQLException {
        rule = new KeyRule(Source.RECORD_KEY, List.of());

        Change change = reader().read(record(Map.of("id", "1"), Map.of("name", "n")));

        assertThat(((Write) change.change()).row().columns().names()).containsExactly("id", "name");
    }

    @Test
    void takesTheFieldsThatItIsTold() throws SQLException {
        rule = new KeyRule(Source.RECORD_VALUE, List.of("name", "mail"));

        Change change = reader().read(record(null, Map.of("mail", "m", "name", "n")));

        assertThat(change.table().key()).containsExactly(MAIL, NAME);
    }

    @Test
    void refusesAKeyWithoutAValue() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.OPTIONAL_STRING_SCHEMA)
                .build();

        assertThatThrownBy(() -> reader().read(new SinkRecord("t", 0, null, null, schema, new Struct(schema), 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("key column id");
    }

    @Test
    void saysWhichKeyColumnARecordHasNoFieldFor() {
        assertThatThrownBy(() -> reader().read(record(null, Map.of("number", "7", "name", "Ann"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no field for [id]")
                .hasMessageContaining("RenameColumns");
    }

    @Test
    void needsAKeyForUpserts() {
        table = table();

        assertThatThrownBy(() -> reader().read(record(null, Map.of("id", "1"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("insert.mode=insert");
    }

    @Test
    void deletesByTheRecordsKeyWhereTheTableHasNone() throws SQLException {
        table = table();
        mode = InsertMode.INSERT;

        Change change = reader().read(record(Map.of("name", "n"), null));

        assertThat(change.table().key()).containsExactly(NAME);
    }

    @Test
    void looksAgainBeforeItLeavesAFieldOut() throws SQLException {
        table = new TargetTable(table.name(), List.of(ID), List.of(List.of(ID)), List.of(), Set.of(), Set.of(), false);
        later = table(ID);
        RecordReader reader = reader();

        Change change = reader.read(record(null, Map.of("id", "1", "name", "n", "nobody", "x", "__op", "u")));

        assertThat(((Write) change.change()).row().columns().names()).containsExactly("id", "name");
        assertThat(reader.ignoredValues()).isEqualTo(1);
    }

    @Test
    void stopsAtAnUnknownFieldIfItShall() {
        unknown = UnknownFields.FAIL;

        assertThatThrownBy(() -> reader().read(record(null, Map.of("id", "1", "nobody", "x"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("unknown.columns=ignore");
    }

    @Test
    void readsADefaultOnlyWhereNullIsNoValue() throws SQLException {
        Schema schema = SchemaBuilder.struct()
                .field("id", SchemaBuilder.string().defaultValue("0").build())
                .field(
                        "name",
                        SchemaBuilder.string().optional().defaultValue("nobody").build())
                .build();

        Change change = reader().read(new SinkRecord("t", 0, null, null, schema, new Struct(schema), 0));

        assertThat(((Write) change.change()).row().value("id")).isEqualTo("0");
        assertThat(((Write) change.change()).row().value("name")).isNull();
    }

    @Test
    void refusesAKeyThatIsUnavailable() {
        assertThatThrownBy(() -> reader().read(record(null, Map.of("id", "__debezium_unavailable_value"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("key column id")
                .hasMessageContaining("placeholder");
    }

    @Test
    void takesAColumnWhoseNameDiffersInCaseAlone() throws SQLException {
        Change change = reader().read(record(Map.of("ID", "1"), Map.of("Id", "1", "NAME", "n")));

        assertThat(((Write) change.change()).row().columns().names()).containsExactly("id", "name");
        assertThat(((Write) change.change()).row().value("name")).isEqualTo("n");
    }

    @Test
    void prefersTheColumnOfTheSameName() throws SQLException {
        Change change = reader().read(record(null, Map.of("id", "1", "name", "same", "NAME", "like")));

        assertThat(((Write) change.change()).row().value("name")).isEqualTo("same");
    }

    @Test
    void guessesNothingWhereSeveralNamesAreAlike() throws SQLException {
        Change change = reader().read(record(null, Map.of("id", "1", "Name", "one", "NAME", "two")));

        assertThat(((Write) change.change()).row().columns().names()).containsExactly("id");
    }

    @Test
    void takesTheColumnThatTheMappingSays() throws SQLException {
        names = ColumnNames.parse(List.of("address:mail", "number:id"));

        Change write = reader().read(record(Map.of("number", "1"), Map.of("number", "1", "address", "a", "mail", "m")));
        Change delete = reader().read(record(Map.of("number", "1"), null));

        assertThat(((Write) write.change()).row().value("mail")).isEqualTo("a");
        assertThat(((Delete) delete.change()).key().value("id")).isEqualTo("1");
    }

    private RecordReader reader() {
        TableNameFormat format = TableNameFormat.parse("${topic}");
        ReadingRules rules = new ReadingRules(
                mode,
                true,
                true,
                format,
                rule,
                names,
                TableMapping.NONE,
                unknown,
                false,
                false,
                null,
                Placeholder.parse("__debezium_unavailable_value"));
        return new RecordReader(rules, new KnownTables(), new NoSchemaChanges(), new AutoSql());
    }

    private class KnownTables implements Tables {
        @Override
        public TargetTable table(TableName name) {
            return table;
        }

        @Override
        public TargetTable reloaded(TableName name) {
            return later;
        }

        @Override
        public Identifier defaultSchema() {
            return new Identifier("public");
        }
    }

    private static class NoSchemaChanges implements SchemaChanges {
        @Override
        public boolean exists(TableName name) {
            return true;
        }

        @Override
        public void create(TableName name, Map<Identifier, String> columns, List<Identifier> key) {
            throw new AssertionError("nothing is to be made");
        }

        @Override
        public void addColumns(TableName name, Map<Identifier, String> columns) {
            throw new AssertionError("nothing is to be made");
        }

        @Override
        public void widenColumns(TableName name, Map<Identifier, String> columns) {
            throw new AssertionError("nothing is to be altered");
        }
    }

    private static SinkRecord record(Object key, Object value) {
        return new SinkRecord("t", 0, null, key, null, value, 0);
    }

    /** A table each of whose keys is one column. */
    private static TargetTable table(Column... keys) {
        return new TargetTable(
                TableName.of("public", "t"),
                COLUMNS,
                Arrays.stream(keys).map(List::of).toList(),
                List.of(new UnfitIndex("pair", List.of(MAIL, NAME), "has nullable columns", true)),
                Set.of(),
                Set.of(),
                false);
    }

    private static Column column(String name) {
        return new Column(new Identifier(name), ColumnType.builtIn("text"), Generation.NONE, true);
    }
}
