package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL's own logical replication. */
record NativePipeline(Databases databases) implements Pipeline {
    /**
     * Makes publication and subscription.
     *
     * @param copy whether the rows that are there are copied first
     */
    static NativePipeline start(Databases databases, boolean copy) throws SQLException {
        NativePipeline pipeline = new NativePipeline(databases);
        try (Connection source = databases.source()) {
            Databases.execute(source, "CREATE PUBLICATION all_tables FOR ALL TABLES");
        }
        pipeline.atTarget(
                """
                CREATE SUBSCRIPTION %1$s CONNECTION 'host=127.0.0.1 port=%2$d user=postgres dbname=%1$s'
                PUBLICATION all_tables WITH (copy_data = %3$s)""".formatted(databases.name(), databases.lab().source().port(), copy));
        return pipeline;
    }

    @Override
    public void pause() throws SQLException {
        atTarget("ALTER SUBSCRIPTION " + databases.name() + " DISABLE");
    }

    @Override
    public void resume() throws SQLException {
        atTarget("ALTER SUBSCRIPTION " + databases.name() + " ENABLE");
    }

    @Override
    public void close() throws SQLException {
        atTarget("DROP SUBSCRIPTION " + databases.name());
    }

    private void atTarget(String sql) throws SQLException {
        try (Connection target = databases.target()) {
            Databases.execute(target, sql);
        }
    }
}
