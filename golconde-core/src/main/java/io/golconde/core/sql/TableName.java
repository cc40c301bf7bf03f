package io.golconde.core.sql;

/** A table with its schema. */
public record TableName(Identifier schema, Identifier table) implements Comparable<TableName> {
    public static TableName of(String schema, String table) {
        return new TableName(new Identifier(schema), new Identifier(table));
    }

    /** {@code "schema"."table"}, ready to stand in a statement. */
    public String quoted() {
        return schema.quoted() + '.' + table.quoted();
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    /** {@code schema.table} as people and the include lists write it. */
    @Override
    public String toString() {
        return schema.name() + '.' + table.name();
    }
}
