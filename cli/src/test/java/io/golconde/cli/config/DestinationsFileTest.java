package io.golconde.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsFileTest {
    private static final Path FILES =
            Path.of(System.getProperty("golconde.root"), "cli/src/test/resources/io/golconde/cli/config");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"destinations", "golconde"})
    void becomesTheseConnectors(String name) throws IOException {
        Map<String, Map<String, String>> connectors = new LinkedHashMap<>();

        for (Connector connector : Connectors.of(DestinationsFile.read(FILES.resolve(name + ".yaml")))) {
            connectors.put(connector.name(), connector.config());
        }

        Path golden = FILES.resolve(name + ".json");
        if (Boolean.getBoolean("golconde.renew")) {
            Files.writeString(golden, Connector.json(connectors));
        }
        assertThat(golden).as("renew it with -Dgolconde.renew=true").content().isEqualTo(Connector.json(connectors));
    }

    @Test
    void ofTheFirstGolcondeTellsWhatIsLeftOut() {
        Plan plan = DestinationsFile.read(FILES.resolve("golconde.yaml"));

        assertThat(plan.left())
                .containsExactly(
                        "Logging",
                        "password (put it into /etc/golconde/app.properties on the workers)",
                        "queue",
                        "stomp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rename:            | renam:             | 31: destinations.reports.tables.orders.renam: unknown key renam; the nearest is rename;
            settings:          | setings:           | setings: unknown key setings; the nearest is settings;
            name: shop         | nam: shop          | 2: source.nam: unknown key nam; the nearest is name;
            total >= 10        | total >= 'x        | 24: destinations.reports.tables.orders.filter: region = 'north' AND total >= 'x:
            decimal(2)         | decimel(2)         | 26: destinations.reports.tables.orders.cast: total:decimel(2)
            card: partial(0, 4)| card: part         | 29: destinations.reports.tables.orders.mask.card: has to be null, hash, fixed, fixed(text)
            changed_at: time   | changed_at: moment | orders.facts: changed_at:moment
            site: north        | 'site: "x,y"'  | orders.constants.site: has to be a text without comma and colon, found: x,y
            card:              | email:             | 29: destinations.reports.tables.orders.mask.email: stands here twice
            crm.people:        | public.orders:     | destinations.reports.tables.public.orders: stands here twice, as public.orders
            crm.people:        | crm.people.x:      | has to name a table as schema.table, found: crm.people.x
            place_*            | place_**           | has more stars than crm.address_*
            reporting.sales    | a.reporting.sales  | 23: destinations.reports.tables.orders.to: has to name a table as schema.table
            reports:           | the reports:       | has to be a name of up to 60 letters, digits, hyphens and underscores, found: the reports
            ${env:ARCHIVE_PASSWORD} | letmein        | 13: destinations.archive.password: has to be a reference such as ${file:
            poll.interval.ms:  | topic.prefix:      | 7: source.settings.topic.prefix: is written from the rest of this file
            url: jdbc:postgresql://archive.example.org/archive | # none | 10: destinations.archive: needs url
            hash.key:          | user2:             | unknown key user2; the nearest is user;
            'source:'          | 'source: ['        | 3: expected
            crm.people:        | '*.people:'        | put a text that begins with a star into quotes
            site: north        | 'site: *'          | put a text that begins with a star into quotes
            """)
    void namesThePlaceOfAMistake(String right, String wrong, String message) throws IOException {
        Path file = folder.resolve("destinations.yaml");
        String text = Files.readString(FILES.resolve("destinations.yaml"));
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));

        assertThatThrownBy(() -> DestinationsFile.read(file))
                .isInstanceOf(Mistake.class)
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining(message)
                .hasMessageNotContaining("letmein");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            function_name: AutoSQL | function_name: mine   | Destinations.Friends.function_name: is a function of one's own, mine
            Targets:               | targets:              | unknown key targets; the nearest is
            dbname=app             | user=app              | Destinations.Friends.pgsql: needs dbname
            host=db1 user=app      | host                  | Destinations.Friends.pgsql: has to look like host=... user=... dbname=...
            target: social.contacts| Target: x             | unknown key Target; the nearest is target
            host=db3               | host=db2 port=5433    | Targets.two: public.friendships goes to another table of that database already
            """)
    void ofTheFirstGolcondeNamesThePlaceOfAMistake(String right, String wrong, String message) throws IOException {
        Path file = folder.resolve("golconde.yaml");
        String text = Files.readString(FILES.resolve("golconde.yaml"));
        Files.writeString(file, text.replace(right, wrong));

        assertThatThrownBy(() -> DestinationsFile.read(file))
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining(message)
                .hasMessageNotContaining("not so secret");
    }

    @Test
    void hasToCaptureWhatADestinationTakes() throws IOException {
        Path file = folder.resolve("destinations.yaml");
        Files.writeString(file, """
                source:
                  name: shop
                  url: jdbc:postgresql://localhost/shop
                  tables: [public.o*, "crm.*"]
                destinations:
                  archive:
                    url: jdbc:postgresql://localhost/archive
                    tables: {orders: , people: }
                """);

        assertThatThrownBy(() -> DestinationsFile.read(file))
                .hasMessage(file + ":4: source.tables: does not have public.people, which a destination takes");
    }
}
