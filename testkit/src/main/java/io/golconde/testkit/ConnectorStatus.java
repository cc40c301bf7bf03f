package io.golconde.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Connect says about a connector and its tasks.
 *
 * @param state RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED or RESTARTING
 * @param trace why the connector failed, else empty
 */
public record ConnectorStatus(String state, String trace, List<Task> tasks) {
    /**
     * One task of the connector.
     *
     * @param trace why the task failed, else empty
     */
    public record Task(String state, String trace) {}

    static ConnectorStatus of(JsonNode status) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new Task(task.path("state").asText(), task.path("trace").asText()));
        }
        JsonNode connector = status.path("connector");
        return new ConnectorStatus(
                connector.path("state").asText(), connector.path("trace").asText(), tasks);
    }

    /** The connector and all its tasks run, of which there is at least one. */
    public boolean isRunning() {
        return state.equals("RUNNING")
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state.equals("RUNNING"));
    }

    public boolean hasFailed() {
        return state.equals("FAILED") || tasks.stream().anyMatch(task -> task.state.equals("FAILED"));
    }

    /** The traces of the connector and its tasks, one after the other. */
    public String traces() {
        return trace + tasks.stream().map(Task::trace).collect(Collectors.joining("\n"));
    }
}
