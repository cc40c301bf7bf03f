package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What a target can be given for records that find no place in it. Each change is committed at once. */
public interface SchemaChanges {
    boolean exists(TableName table) throws SQLException;

    /**
     * Makes a table, if nobody else has.
     *
     * @param columns the names of the columns' types by the columns' names
     */
    void create(TableName table, Map<Identifier, String> columns, List<Identifier> key) throws SQLException;

    /** Adds columns that may be null, if nobody else has. */
    void addColumns(TableName table, Map<Identifier, String> columns) throws SQLException;

    /** Gives columns types that hold more. */
    void widenColumns(TableName table, Map<Identifier, String> columns) throws SQLException;
}
