package io.golconde.sink.delivery;

import io.golconde.sink.statement.InsertMode;
import java.time.Duration;

/**
 * How records are delivered.
 *
 * @param wholeWindows whether a transaction of the target ends only where a window of the source does
 * @param restartRecreated whether a topic that was made anew is read from its beginning; else the task stops
 * @param appliesCommands whether the source's DDL statements are executed; else they are passed over
 * @param rowWaits how long a record waits for a row of another partition
 * @param batchBytes about how many bytes of values one transaction writes
 * @param retryTimeout how long the target may be out of reach
 * @param retryBackoff the first wait between two attempts; it doubles
 */
public record DeliveryRules(
        InsertMode mode,
        boolean wholeWindows,
        boolean restartRecreated,
        boolean appliesCommands,
        RowWaits rowWaits,
        long batchBytes,
        Duration retryTimeout,
        Duration retryBackoff) {}
