package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.TargetTable;
import java.sql.SQLException;

/** The target's tables, as its catalog describes them. */
public interface Tables {
    /** The table of this name; a ConnectException where there is none. */
    TargetTable table(TableName name) throws SQLException;

    /** The same, as the catalog has it now. */
    TargetTable reloaded(TableName name) throws SQLException;

    /** The schema of names without one. */
    Identifier defaultSchema() throws SQLException;
}
