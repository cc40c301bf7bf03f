package io.golconde.core.config;

import io.golconde.core.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks into a database while a person waits for the configuration to be checked. Connecting is part of the time, and a
 * database that cannot be reached is a finding like any other.
 *
 * @param time for everything together
 */
public record DatabaseCheck(Database database, Duration time) {
    /** What to look for, on a connection that is closed afterwards. */
    @FunctionalInterface
    public interface Question {
        List<Finding> ask(Connection connection) throws SQLException;
    }

    public List<Finding> findings(Question question) {
        FutureTask<List<Finding>> answer = new FutureTask<>(() -> answer(question));
        Thread thread = new Thread(answer, "golconde-validate");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unanswered("no answer within " + time.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("interrupted");
        } catch (ExecutionException e) {
            return unanswered(String.valueOf(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private List<Finding> answer(Question question) {
        try (Connection connection = database.open()) {
            return question.ask(connection);
        } catch (SQLException e) {
            return List.of(Finding.of(e, database));
        }
    }

    private List<Finding> unanswered(String reason) {
        return List.of(new Finding("connection.url", "Cannot check " + database + ": " + reason));
    }
}
