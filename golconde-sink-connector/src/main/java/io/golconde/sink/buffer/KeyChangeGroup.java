package io.golconde.sink.buffer;

import io.golconde.core.event.Row;
import java.util.List;

/**
 * Rows that get other keys.
 *
 * @param oldKeys the keys under which they are found, in the order of the rows
 */
public record KeyChangeGroup(List<Row> oldKeys, RowGroup rows) {}
