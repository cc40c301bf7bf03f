package io.golconde.cli.demo;

import io.golconde.cli.compare.TableMapping;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What each destination keeps of the source's tables. Written down apart from the connectors, to prove them right. */
final class DemoTables {
    private static final List<TableName> SOURCE = List.of(
            TableName.of("public", "friendship_statuses"),
            TableName.of("public", "friendships"),
            TableName.of("public", "surrogate_test"),
            TableName.of("public", "orders"));

    private DemoTables() {}

    /** All tables with all columns, under the same names. */
    static List<TableMapping> mirror(Connection source) throws SQLException {
        List<TableMapping> mappings = new ArrayList<>();
        for (TableName table : SOURCE) {
            mappings.add(TableMapping.alike(source, table));
        }
        return mappings;
    }

    /** All tables with some columns, under other names. */
    static List<TableMapping> reports() {
        return List.of(
                mapping("friendship_statuses", "contact_kinds")
                        .key("status_id", "kind")
                        .column("description", "label"),
                mapping("friendships", "contacts")
                        .key("user_id", "person")
                        .key("friend_id", "contact")
                        .column("status_id", "kind"),
                mapping("surrogate_test", "entries")
                        .key("surrogate_id", "entry")
                        .column("description", "label"),
                mapping("orders", "sales")
                        .key("order_id", "sale")
                        .column("customer", "buyer")
                        .column("status", "state")
                        .column("quantity", "quantity")
                        .column("total", "amount")
                        .column("currency", "currency")
                        .column("ordered_on", "ordered_on")
                        .column("changed_at", "booked_at")
                        .column("tags", "tags")
                        .column("details", "details"));
    }

    private static TableMapping mapping(String source, String destination) {
        return TableMapping.of(TableName.of("public", source), TableName.of("reporting", destination));
    }
}
