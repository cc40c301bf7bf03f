package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A record that the target cannot take goes to the dead letter queue; those around it are committed. */
class DeadLetterTest {
    private static final String REASON = "__connect.errors.exception.message";
    private static final String TRACE = "__connect.errors.exception.stacktrace";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("dead_letters");

    @Test
    void badRecordsAreSetAsideWithTheReasonAndTheGoodOnesAreCommitted() throws Exception {
        pipeline.source()
                .execute(
                        "CREATE TABLE person (id int PRIMARY KEY, name text, age int)",
                        "INSERT INTO person SELECT id, 'name ' || id, id FROM generate_series(1, 50) id",
                        "UPDATE person SET name = 'secretlongname' WHERE id = 20",
                        "UPDATE person SET age = -777 WHERE id = 30");
        pipeline.target()
                .execute("CREATE TABLE person (id int PRIMARY KEY, name varchar(10), age int CHECK (age > 0))");
        pipeline.capture(Map.of());
        TopicReader deadLetters = pipeline.read("dead-letters");
        pipeline.apply(Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "dead-letters",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));

        pipeline.awaitTarget("SELECT count(*) FROM person", "48");
        TopicRecord tooLong = deadLetters.await("the name", letter -> id(letter) == 20);
        TopicRecord negative = deadLetters.await("the age", letter -> id(letter) == 30);
        assertThat(tooLong.headers().get(REASON)).contains("person", "22001");
        assertThat(negative.headers().get(REASON)).contains("person_age_check", "23514");
        assertThat(tooLong.headers().get(REASON) + tooLong.headers().get(TRACE)).doesNotContain("secretlongname");
        assertThat(negative.headers().get(REASON) + negative.headers().get(TRACE))
                .doesNotContain("777");
        assertThat(deadLetters.records()).hasSize(2);
    }

    private static int id(TopicRecord letter) {
        return letter.key().path("id").asInt();
    }
}
