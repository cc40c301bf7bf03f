package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an application enqueues with its transaction is in its topic once, restarts or not. */
class MessagesTest {
    private static final Map<String, String> SETTINGS = Map.of("snapshot.mode", "no_data");

    @AutoClose
    private final Pipeline pipeline = new Pipeline("messages");

    @Test
    void anApplicationSendsMessagesWithItsTransactions() throws Exception {
        AppDatabase source = pipeline.source();
        source.execute("CREATE TABLE account (id int PRIMARY KEY)");
        pipeline.capture(SETTINGS);
        source.execute(
                "SELECT golconde.accept_messages('main')",
                "CREATE ROLE teller LOGIN",
                "GRANT USAGE ON SCHEMA golconde TO teller",
                "GRANT EXECUTE ON FUNCTION golconde.enqueue TO teller",
                "GRANT INSERT ON account TO teller");
        TopicReader messages = pipeline.read("messages-sent");

        send(source, 0);
        messages.await("the first message", record -> true);
        pipeline.delete(pipeline.sourceConnector());
        send(source, 100);
        pipeline.capture(SETTINGS);
        send(source, 200);
        messages.await("the last message", record -> record.key().asText().equals("299"));

        List<TopicRecord> records = messages.records();
        assertThat(records)
                .extracting(record -> record.key().asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(Integer::toString).toList());
        assertThat(records.get(7).value().asText()).isEqualTo("{\"opened\": 7}");
        assertThat(records.get(7).headers()).containsEntry("id", "7");
        assertThat(pipeline.topic("account").awaitChanges(300)).hasSize(300);
    }

    private static void send(AppDatabase source, int from) throws Exception {
        List<String> statements = new ArrayList<>(List.of("SET ROLE teller"));
        for (int i = from; i < from + 100; i++) {
            String send =
                    "SELECT golconde.enqueue('main', 'messages-sent', '%1$d', '{\"opened\": %1$d}', '{\"id\": %1$d}'); "
                            .formatted(i);
            statements.add("BEGIN; INSERT INTO account VALUES (" + i + "); " + send + "COMMIT");
            statements.add("BEGIN; " + send + "ROLLBACK");
        }
        source.execute(statements.toArray(String[]::new));
    }
}
