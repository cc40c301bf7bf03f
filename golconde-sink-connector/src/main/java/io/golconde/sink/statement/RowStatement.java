package io.golconde.sink.statement;

import java.util.List;

/** A statement about many rows of one table at a time. Its text is fixed; the rows come in one array for each parameter. */
public sealed interface RowStatement
        permits DeleteStatement, InsertStatement, RekeyStatement, TruncateStatement, UpdateStatement, UpsertStatement {
    /** The text, with a {@code ?} for each of the {@link #parameters}. */
    String sql();

    /** The columns whose values make the arrays, in the order of the text. */
    List<Column> parameters();
}
