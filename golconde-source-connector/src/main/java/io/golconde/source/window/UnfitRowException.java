package io.golconde.source.window;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.core.type.UnfitValueException;
import io.golconde.source.queue.TopicNames;
import org.apache.kafka.connect.errors.ConnectException;

/** A row has a value that no record can hold in the form that is set; says how to go on. */
final class UnfitRowException extends ConnectException {
    private static final long serialVersionUID = 1L;

    UnfitRowException(TableName table, Identifier column, UnfitValueException cause) {
        super(
                "Table " + table + ", column " + column + ": " + cause.getMessage() + ". " + begin(cause)
                        + " the row, give up what is queued of the table by " + TopicNames.discard(table)
                        + " and restart the task: all its rows are then sent again",
                cause);
    }

    private static String begin(UnfitValueException cause) {
        return cause.otherwise().isEmpty() ? "Change" : cause.otherwise() + "; or change";
    }
}
