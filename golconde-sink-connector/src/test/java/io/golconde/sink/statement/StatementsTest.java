package io.golconde.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.Column.Generation;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementsTest {
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final TableName TABLE = TableName.of("public", "Odd \"table\"");
    private static final Column ID = column("id", ColumnType.builtIn("int8"));
    private static final Column PART = column("Part?", ColumnType.builtIn("bpchar"));
    private static final Column TOTAL = column("total", ColumnType.builtIn("numeric"));
    private static final Column MOOD =
            column("mood", new ColumnType(new Identifier("public"), new Identifier("Mood"), null, true));
    private static final Column TAGS = column(
            "tags",
            new ColumnType(new Identifier("pg_catalog"), new Identifier("_text"), ColumnType.builtIn("text"), true));
    private static final Column SERIAL =
            new Column(new Identifier("serial"), ColumnType.builtIn("int4"), Generation.IDENTITY_ALWAYS, true);
    private static final List<Column> KEY = List.of(ID, PART);
    private static final List<Column> ALL = List.of(ID, PART, TOTAL, MOOD, TAGS, SERIAL);

    private static final TargetTable TARGET_TABLE =
            new TargetTable(TABLE, ALL, List.of(KEY), List.of(), Set.of(), Set.of(), false);
    private static final KeyedTable KEYED = new KeyedTable(TARGET_TABLE, KEY);
    private static final KeyedTable VERSIONED = new KeyedTable(TARGET_TABLE, KEY, TOTAL);

    @BeforeAll
    static void createTable() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TYPE "Mood" AS ENUM ('glad', 'sad');
                    CREATE TABLE "Odd ""table""\" (
                        id int8, "Part?" char(3), total numeric(10, 2), mood "Mood", tags text[],
                        serial int4 GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (id, "Part?"))""");
        }
    }

    static List<RowStatement> everyKind() {
        return List.of(
                new UpsertStatement(KEYED, ALL, false),
                new UpsertStatement(KEYED, List.of(ID, PART, TOTAL), true),
                new UpsertStatement(KEYED, KEY, false),
                new InsertStatement(TABLE, ALL, false),
                new InsertStatement(TABLE, ALL, true),
                new UpdateStatement(KEYED, ALL),
                new DeleteStatement(KEYED),
                new UpsertStatement(VERSIONED, ALL, false),
                new UpsertStatement(VERSIONED, List.of(ID, PART, TOTAL), true),
                new UpdateStatement(VERSIONED, ALL),
                new UpdateStatement(VERSIONED, List.of(ID, PART, TOTAL)),
                new DeleteStatement(VERSIONED),
                new RekeyStatement(TABLE, ALL, KEY),
                new TruncateStatement(TABLE, false),
                new TruncateStatement(TABLE, true));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void takesOneArrayForEachOfItsColumns(RowStatement statement) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            assertThat(prepared.getParameterMetaData().getParameterCount())
                    .isEqualTo(statement.parameters().size());
            for (int i = 0; i < statement.parameters().size(); i++) {
                assertThat(prepared.getParameterMetaData().getParameterTypeName(i + 1))
                        .isEqualTo('_'
                                + statement.parameters().get(i).type().form().typeName());
            }
        }
    }

    @Test
    void checksValuesOfAnyTypeByNamesAndTexts() throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement prepared = connection.prepareStatement(new ValueCheck(TABLE, ALL).sql())) {
            assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(2);
            assertThat(prepared.getParameterMetaData().getParameterTypeName(1)).isEqualTo("_text");
        }
    }

    @Test
    void makesTablesAndColumnsWithOddNames() throws SQLException {
        TableName made = TableName.of("public", "made \"table\"");
        List<NewColumn> columns = List.of(
                new NewColumn(new Identifier("a \"column\""), "integer"), new NewColumn(new Identifier("B"), "text[]"));
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(new CreateTableStatement(made, columns, List.of(new Identifier("a \"column\""))).sql());
            statement.execute(new AddColumnsStatement(
                            made, List.of(columns.get(1), new NewColumn(new Identifier("C"), "date")))
                    .sql());
            statement.execute("SELECT \"a \"\"column\"\"\", \"B\", \"C\" FROM " + made.quoted());
        }
    }

    @Test
    void leavesTheKeyAndWhatNobodyMaySetAlone() {
        assertThat(UpdateStatement.settable(ALL, KEY)).containsExactly(TOTAL, MOOD, TAGS);
        assertThat(new UpsertStatement(KEYED, KEY, false).sql()).endsWith("DO NOTHING");
        assertThat(new InsertStatement(TABLE, ALL, false).sql()).contains("OVERRIDING SYSTEM VALUE");
        assertThat(new InsertStatement(TABLE, KEY, false).sql()).doesNotContain("OVERRIDING");
    }

    @Test
    void castsToTheTypeWithoutALength() {
        assertThat(PART.type().cast("u.c1")).isEqualTo("u.c1::\"pg_catalog\".\"bpchar\"");
        assertThat(ID.type().cast("u.c1")).isEqualTo("u.c1");
        assertThat(ColumnType.builtIn("varchar").cast("u.c1")).isEqualTo("u.c1");
        assertThat(ColumnType.builtIn("oid").cast("u.c1")).isEqualTo("u.c1::\"pg_catalog\".\"oid\"");
    }

    private static Column column(String name, ColumnType type) {
        return new Column(new Identifier(name), type, Generation.NONE, true);
    }
}
