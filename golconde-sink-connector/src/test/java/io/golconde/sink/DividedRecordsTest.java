package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What table.mapping makes of records: rows of several tables, of which one refers to the other. */
class DividedRecordsTest extends TaskTest {
    @BeforeEach
    void createParts() {
        TARGET.execute("""
                DROP TABLE IF EXISTS person, address CASCADE;
                CREATE TABLE person (id int PRIMARY KEY, name text);
                CREATE TABLE address (customer_id int PRIMARY KEY REFERENCES person, street text NOT NULL,
                                      since date DEFAULT '2026-01-31')""");
        settings.put("table.mapping", "customer -> address(customer_id=id, street, since), person(id, name)");
    }

    @Test
    void haveARowInEachTableByItsOwnKey() {
        change(Operation.CREATE, 1, "Ann", "High Street");
        change(Operation.CREATE, 2, "Bob", "Low Street");
        change(Operation.UPDATE, 1, "Ann", "Park Lane");
        deliver();
        assertThat(people()).containsExactly("1|Ann|Park Lane|2026-01-31", "2|Bob|Low Street|2026-01-31");

        change(Operation.UPDATE, 2, "Rob", "Low Street");
        change(Operation.DELETE, 1, "Ann", "Park Lane");
        worker.append("customer", row("id", 1), nothing());
        worker.deliverAll();
        assertThat(people()).containsExactly("2|Rob|Low Street|2026-01-31");
        assertThat(TARGET.rows("SELECT customer_id FROM address")).containsExactly("2");

        worker.append("customer", truncateKey(), nothing());
        change(Operation.CREATE, 3, "Eve", "Side Street");
        worker.deliverAll();
        assertThat(people()).containsExactly("3|Eve|Side Street|2026-01-31");
    }

    @Test
    void followAChangeOfTheirKey() {
        change(Operation.CREATE, 1, "Ann", "High Street");
        deliver();

        worker.append("customer", row("id", 1), half(Operation.DELETE, customer(1, "Ann", "High Street")));
        worker.append("customer", row("id", 1), nothing());
        worker.append("customer", row("id", 7), half(Operation.CREATE, customer(7, "Ann", "High Street")));
        worker.deliverAll();

        assertThat(people()).containsExactly("7|Ann|High Street|2026-01-31");
    }

    @Test
    void areAppliedToAllTablesOrToNone() {
        change(Operation.CREATE, 1, "Ann", "High Street");
        change(Operation.CREATE, 2, "Bob", null);
        worker.append("customer", row("id", 3), row("id", 3, "name", "Eve", "street", "Side Street", "since", "never"));
        change(Operation.CREATE, 4, "Rob", "Low Street");

        deliver();

        assertThat(people()).containsExactly("1|Ann|High Street|2026-01-31", "4|Rob|Low Street|2026-01-31");
        assertThat(TARGET.rows("SELECT count(*) FROM person")).containsExactly("2");
        assertThat(worker.reasons())
                .hasSize(2)
                .anySatisfy(reason -> assertThat(reason).hasMessageContaining("street"))
                .anySatisfy(reason ->
                        assertThat(reason).hasMessageContaining("column since of type date of table public.address"));
    }

    @Test
    void leaveOtherTablesAlone() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));

        deliver();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("1|one");
    }

    @Test
    void stopTheTaskWhereAColumnIsNotThere() {
        settings.put("table.mapping", "customer -> person(id, nick=name)");
        change(Operation.CREATE, 1, "Ann", "High Street");
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("table.mapping")
                .hasMessageContaining("public.person")
                .hasMessageContaining("nick");
    }

    @Test
    void bringNewColumnsOfATableThatTakesAllItHas() {
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, label text)");
        settings.put("table.mapping", "customer -> plain, status(id, label)");
        worker.append("customer", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "x")));
        deliver();
        TARGET.execute("ALTER TABLE plain ADD email text");
        worker.append("customer", row("id", 2), envelope(Operation.CREATE, row("id", 2, "label", "y", "email", "e")));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label, email FROM plain ORDER BY id"))
                .containsExactly("1|x|null", "2|y|e");
    }

    @Test
    void stopTheTaskWhereUnknownColumnsShall() {
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, label text)");
        settings.put("table.mapping", "customer -> plain, status(id, label)");
        settings.put("unknown.columns", "fail");
        worker.append("customer", row("id", 2), envelope(Operation.CREATE, row("id", 2, "label", "y", "email", "e")));
        worker.start();

        assertThatThrownBy(worker::deliverAll).hasMessageContaining("email");
    }

    /** The old person cannot go before the pet has another, which comes after the new one on another topic. */
    @Test
    void followAChangeOfTheirKeyAlsoWhereOtherTablesReferToThem() {
        TARGET.execute("DROP TABLE IF EXISTS pet; CREATE TABLE pet (id int PRIMARY KEY, owner int REFERENCES person)");
        settings.put("foreign.key.wait.ms", "3000");
        change(Operation.CREATE, 1, "Ann", "High Street");
        worker.append("pet", row("id", 5), envelope(Operation.CREATE, row("id", 5, "owner", 1)));
        deliver();
        worker.append("customer", row("id", 1), half(Operation.DELETE, customer(1, "Ann", "High Street")));
        worker.append("customer", row("id", 2), half(Operation.CREATE, customer(2, "Ann", "High Street")));
        worker.append("pet", row("id", 5), envelope(Operation.UPDATE, row("id", 5, "owner", 2)));
        worker.deliverAll();

        assertThat(worker.reasons()).isEmpty();
        assertThat(people()).containsExactly("2|Ann|High Street|2026-01-31");
    }

    private void change(Operation operation, int id, String name, String street) {
        worker.append("customer", row("id", id), envelope(operation, customer(id, name, street)));
    }

    private static SchemaAndValue customer(int id, String name, String street) {
        return row("id", id, "name", name, "street", street);
    }

    private void deliver() {
        worker.start();
        worker.deliverAll();
    }

    private static List<String> people() {
        return TARGET.rows(
                "SELECT id, name, street, since FROM person LEFT JOIN address ON customer_id = id ORDER BY id");
    }
}
