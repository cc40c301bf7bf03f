package io.golconde.source.install;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import java.util.ArrayList;
import java.util.List;

/** Why a selected table cannot be captured, each reason with the way out. */
final class TableObstacle {
    private static final String USER = "connection.user";
    private static final String KEY_COLUMNS = "message.key.columns";
    private static final String REPLICATED = "capture.replicated.tables";

    private final InstallSettings settings;
    private final Identifier role;
    private final boolean rowsCapturable;

    TableObstacle(InstallSettings settings, SourceServer server) {
        this.settings = settings;
        this.role = server.role();
        this.rowsCapturable = server.rowsCapturable() || (settings.manual() && server.schemaOwner() == null);
    }

    List<Finding> of(SourceTable table) {
        List<Finding> found = new ArrayList<>();
        if (!table.hasPrimaryKey()) {
            checkKey(table, settings.keyOf(table.name()), found);
        }
        if (table.elsewhere() != null) {
            found.add(new Finding(
                    "table.exclude.list",
                    "Table " + table.name() + " has the foreign table " + table.elsewhere()
                            + " as a partition: changes of rows that are elsewhere cannot be captured. Detach it, or exclude the"
                            + " table."));
        }
        if (!table.reachable() || !table.readable()) {
            found.add(new Finding(USER, "Role " + role + " may not read table " + table.name() + ": " + grants(table)));
        }
        if (!table.triggerable() && !settings.manual()) {
            found.add(new Finding(
                    USER,
                    "Role " + role + " may not create triggers on table " + table.name() + ": "
                            + Right.trigger(table.name()).grant(role)
                            + " Where it is partitioned, TRIGGER and SELECT on its partitions, too."));
        }
        if (settings.isReplicated(table.name()) && !table.owned() && !settings.manual()) {
            found.add(new Finding(
                    REPLICATED,
                    "Only the owner of table " + table.name()
                            + " can let its triggers fire for changes that replication makes: GRANT its owner TO "
                            + role.quoted() + ", let a superuser install (capture.install=manual), or leave it out."));
        }
        if (table.restricted()) {
            found.add(new Finding(
                    USER,
                    "Row-level security hides rows of table " + table.name() + " from role " + role + ": ALTER ROLE "
                            + role.quoted() + " BYPASSRLS;"));
        }
        return found;
    }

    private String grants(SourceTable table) {
        List<String> grants = new ArrayList<>();
        if (!table.reachable()) {
            grants.add(Right.use(table.name()).grant(role));
        }
        if (!table.readable()) {
            grants.add(Right.read(table.name()).grant(role));
        }
        return String.join(" ", grants);
    }

    private void checkKey(SourceTable table, List<Identifier> key, List<Finding> found) {
        String name = "Table " + table.name();
        if (key.isEmpty() && !(rowsCapturable && table.fits())) {
            found.add(new Finding(
                    KEY_COLUMNS,
                    name + " has no primary key, and "
                            + (rowsCapturable
                                    ? "its rows are too wide to be queued whole"
                                    : "without the event trigger of a superuser only keys are captured")
                            + ": set " + KEY_COLUMNS + '=' + table.name()
                            + ":column with the columns that identify a row, or exclude the table with"
                            + " table.exclude.list."));
        }
        for (Identifier column : key) {
            if (!table.columns().contains(column.name())) {
                found.add(new Finding(
                        KEY_COLUMNS,
                        name + " has no column " + column + "; its columns are " + String.join(", ", table.columns())
                                + '.'));
            } else if (table.nullable().contains(column.name())) {
                found.add(new Finding(
                        KEY_COLUMNS,
                        name + " may have NULL in column " + column
                                + ", and no row is found by NULL: ALTER TABLE "
                                + table.name().quoted() + " ALTER "
                                + column.quoted() + " SET NOT NULL; or name another column."));
            }
        }
    }
}
