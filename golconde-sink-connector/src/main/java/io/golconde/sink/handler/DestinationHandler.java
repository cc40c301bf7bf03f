package io.golconde.sink.handler;

import java.util.Map;

/**
 * Decides what becomes of each change in the target. The class is named in {@code destination.handler.class}, is public
 * and has a public constructor without parameters. Each task has an instance of its own and calls it from one thread, in
 * the order of each partition's records.
 *
 * <p>A change comes again when its transaction could not be committed, so a handler keeps no account of what it was asked.
 */
public interface DestinationHandler {
    /**
     * Called once, before the first change.
     *
     * @param settings the connector's settings that begin with {@code destination.handler.}, without that
     */
    default void configure(Map<String, String> settings) {}

    /**
     * What the target does about a change.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the record is bad: it goes to the dead letter queue, or the
     *     task stops. The message must not repeat values. Any other exception stops the task
     */
    Action handle(IncomingChange change);
}
