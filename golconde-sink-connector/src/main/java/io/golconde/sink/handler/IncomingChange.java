package io.golconde.sink.handler;

import io.golconde.core.event.Operation;
import io.golconde.core.sql.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change as its record tells it. Values are text as PostgreSQL reads it for the type of the source's column, such as
 * {@code 2026-01-31}, {@code true} or {@code {1,2}}, and JSON for what has no schema or is a structure; null is null.
 */
public interface IncomingChange {
    /** READ, CREATE, UPDATE, DELETE or TRUNCATE; UPDATE for every row that is no envelope. */
    Operation operation();

    /** The topic's name, as the transforms have left it. */
    String topic();

    /** The table that {@code table.name.format} tells, which need not be there. */
    TableName table();

    /** The fields of the record's key by name; empty where there is none. A value without a name has the name "". */
    Map<String, @Nullable String> key();

    /**
     * The fields of the row by name: as it was written, or of a delete what the record tells of the row before. Columns
     * whose value the source did not send are not there.
     */
    Map<String, @Nullable String> row();
}
