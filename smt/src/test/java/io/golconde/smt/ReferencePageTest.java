package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.config.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of(System.getProperty("golconde.root"), "docs/reference/transforms.md");

    @Test
    void isWhatTheSettingsSay() throws IOException {
        String page = page();

        if (Boolean.getBoolean("golconde.renew")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("renew it with -Dgolconde.renew=true").content().isEqualTo(page);
    }

    private static String page() {
        return new ReferencePage("Transforms", """
                        Transforms change what one destination sees of the records, by configuration alone. They stand in the \
                        `transforms` of a connector, in one chain with Kafka's own, and take Kafka's predicates. All of them read \
                        our envelope, Debezium's envelope and flat records, with a schema or without.

                        - A *source table* is `schema.table` as the envelope's `source` block names it. Flat records and tombstones \
                        have no such block: there it is the last two parts of the topic.
                        - Tombstones keep their null value; their key is treated like that of a row.
                        - The key of a truncate, heartbeats, and what Debezium's connectors say of themselves (heartbeats, \
                        transactions, schema changes) pass untouched.
                        - A schema keeps its name, version and parameters, and whether it is optional.
                        - In the lists of columns of `RenameColumns`, `SelectColumns`, `CastColumns`, `MaskColumns` and `SetColumns` a \
                        dot leads into a column that has fields: `city.zip`, `city.place.note`. A column whose own name is `city.zip` comes first, and \
                        then the path is none. All names are those before the transform, and a new name can be written with its path \
                        or without. A column of which `include` names fields stays, with these alone. Patterns and `case` see \
                        columns only, and arrays, and maps that have a schema, stay as they are.
                        - Connect validates each setting with a connector's configuration, and there a transform says at its last \
                        setting, too, what does not go together. A setting that a transform does not have is seen only when the \
                        connector's task starts, and refused there.
                        - A record that cannot be transformed is an error that names table and column. The connector's \
                        `errors.tolerance` and `errors.deadletterqueue.*` settings apply to it.""")
                .section("io.golconde.smt.RenameColumns", """
                        Gives columns other names in the key and in the row (both rows of an envelope), so that the two stay \
                        consistent. `io.golconde.smt.RenameColumns$Key` and `io.golconde.smt.RenameColumns$Value` act on one of the \
                        two. Two columns that would end up with one name are an error. Metadata fields of flat records, such as \
                        `__op`, are renamed only where `renames` lists them.""", RenameColumns.DEFINITION)
                .section("io.golconde.smt.SelectColumns", """
                        Leaves columns out of the row (both rows of an envelope). A setting that names a column is stronger than \
                        a pattern, and `exclude.pattern` is stronger than `include.pattern`. A column of the key cannot be left out: rows would \
                        lose what tells them apart, so the first such record is an error. \
                        `io.golconde.smt.SelectColumns$Value` leaves it out of the row and keeps it in the key, where a sink with \
                        `pk.mode=record_key` finds it. `io.golconde.smt.SelectColumns$Key` leaves it out of the key: rows that agree \
                        in the rest of the key become one row. So a destination gets columns and a key of its own; to divide one \
                        record over several tables is the sink's part, by `table.mapping`.""", SelectColumns.DEFINITION)
                .section("io.golconde.smt.SetColumns", """
                        Gives the row (both rows of an envelope) columns with a constant text, or with a fact about the change. A \
                        column that the row has gets the new value and type in its place. A column of the key cannot be set: row \
                        and key would no longer agree. A fact that a record does not tell is null; of a flat record `schema`, \
                        `table`, `server` and `database` are read from the topic and `time` is the record's, unless it has \
                        metadata fields.""", SetColumns.DEFINITION)
                .section("io.golconde.smt.MaskColumns", """
                        Hides what columns hold, in the key and in the row (both rows of an envelope). A null stays null. A masked \
                        column is plain text from then on, without a default; with `mask=null` it keeps its type. A column of \
                        the key can be masked by `hash` only, and only where the key has named columns. Put it into the source \
                        connector's chain where the topics must not hold the values either. A name that no table has is no error: \
                        check the result.""", MaskColumns.DEFINITION)
                .section("io.golconde.smt.CastColumns", """
                        Gives columns another type, in the key and in the row (both rows of an envelope). \
                        `io.golconde.smt.CastColumns$Key` and `io.golconde.smt.CastColumns$Value` act on one of the two. A null stays \
                        null; a default is lost. Nothing is cut off or rounded but by `float32` and `float64`, and by `date` and \
                        `time` of a timestamp: a value that the type cannot hold is an error. Of the columns of the key those \
                        types, `boolean`, and `string` with `format` are refused, because rows could become one. Numbers are read \
                        from texts, too, booleans as 1 and 0, and points in time from Connect's and Debezium's types and from texts; \
                        with a zone they become UTC. Without a schema decimals and points in time are texts.""", CastColumns.DEFINITION)
                .section("io.golconde.smt.FilterChanges", """
                        Lets the rows through of which a condition holds, so that a destination has those and no others. A written \
                        row of which it does not hold becomes the delete of its key (in an envelope `op` d, flat a null value), \
                        whatever the row was before: `before` is not read, for it may be absent, hold the key alone, or skip states \
                        of the row. So an insert, an existing row or an update may become a delete of a row that the destination \
                        never had, and deletes, tombstones and truncates pass. An update after which the condition holds passes as \
                        it is, and a sink that upserts adds the row. A row without a key is left out if it is an insert and an \
                        error else. `before` of such a delete is what the update had, else the columns of the key.

                        A condition compares columns with literals: `=`, `<>`, `<`, `<=`, `>`, `>=`, `IN (...)`, `IS NULL`, \
                        put together by `AND`, `OR`, `NOT` and parentheses; a boolean column can stand alone. A null makes a \
                        comparison unknown, as in SQL, and only what is true passes. Names of columns are written as in the \
                        record, in double quotes where they are not a plain word. Numbers compare with numbers, also where they \
                        travel as text (numeric). Dates, times and timestamps compare with ISO texts such as '2026-01-31 18:30:00', \
                        those with a time zone with '2026-01-31 18:30:00Z'; without a schema they are plain numbers. Texts are \
                        ordered as in collation C. A column that the row has not, and values that do not compare, are an error. \
                        Put it before transforms that rename or remove the columns it asks for.""", FilterChanges.DEFINITION)
                .section("io.golconde.smt.RouteTable", """
                        Sends the records of a source table to a destination table: it sets the topic to `schema.table` or `table`, \
                        from which a sink with `table.name.format=${topic}` takes the table. Truncates and tombstones go with the \
                        rows. Tables without a destination pass unchanged. Put it last: predicates by topic name, and the `table` \
                        setting on flat records, see the new name after it.

                        By `column` the rows of one table go to several. It has to be a column of the key as the source made it: \
                        only a change of the key comes as two records, a delete and a write, of which each goes where its row \
                        belongs. A row of which another column changes would stay behind where it was, and a transform cannot \
                        make two records of one; for that, have one sink connector for each destination, with `FilterChanges`. \
                        A truncate is refused, for it is about all destinations, and so are tables without the column in their \
                        key: leave them to another `RouteTable` by predicates.

                        By `header` the same, where all records of a row have the same value in it from its insert to its delete, \
                        as a source gives it to all that it sends with `InsertHeader`: a header says nothing of the row before, \
                        so a row whose header changes stays behind where it was. A truncate goes where its header says. A record \
                        without the header is refused, a tombstone, too; headers that `Unwrap` adds are not on tombstones.

                        By `schemas` or `databases` tables keep their names and go to other schemas: several databases share one \
                        this way, each in a schema of its own.""", RouteTable.DEFINITION)
                .section("io.golconde.smt.Unwrap", """
                        Makes a flat record of an envelope, ours or Debezium's: the row after the change, in a schema that is not \
                        optional. Its settings are those of Debezium's `ExtractNewRecordState`. Two things differ: with \
                        `tombstone` a tombstone passes, because in a compacted topic it may be all that is left of a delete; \
                        and truncates are not dropped, they become the truncate marker, a key with a null value. Nulls stay \
                        null where a column has a default. A column that is named like an added field is an error, and so is \
                        a field that the envelope does not have. Flat records pass.""", Unwrap.DEFINITION)
                .section("io.golconde.smt.Wrap", """
                        Makes an envelope of a flat record. Metadata fields under their usual names leave the row: `__op`, \
                        `__deleted`, `__ts_ms`, and those of the source block, with `source_` before their name or without. What \
                        they do not tell comes from the topic, read as prefix, schema and table, and from the record's time; \
                        the operation is `u`, a row of which only the state is known. Tombstones, the flat form of truncates, and \
                        envelopes pass.""", Wrap.DEFINITION)
                .markdown();
    }
}
