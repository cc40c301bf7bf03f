package io.golconde.source.queue;

import io.golconde.core.sql.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a change stands in its transaction, as far as its tables are captured by row into this queue.
 *
 * @param order among the transaction's changes, from 1
 * @param tableOrder among those of the same table, from 1
 * @param counts of the transaction's last change: how many each table has, in the order of their first ones; else null
 * @param before from where to go on before this change
 */
public record TransactionPlace(
        long order, long tableOrder, @Nullable Map<TableName, Long> counts, SourceOffset before) {
    public boolean isFirst() {
        return order == 1;
    }
}
