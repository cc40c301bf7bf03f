package io.golconde.sink.buffer;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import java.util.List;

/** Rows with the same columns: one statement writes them. */
public record RowGroup(Columns columns, List<Row> rows) {}
