package io.golconde.sink.statement;

import java.util.List;

/**
 * A unique index that does not tell all rows apart by itself.
 *
 * @param columns its columns, without its expressions
 * @param flaw why not, as in "index a_b_key is partial"
 * @param nullable whether that is because its columns may be null: rows whose keys are not null, it does tell apart
 */
public record UnfitIndex(String name, List<Column> columns, String flaw, boolean nullable) {
    @Override
    public String toString() {
        return "index " + name + ' ' + flaw;
    }
}
