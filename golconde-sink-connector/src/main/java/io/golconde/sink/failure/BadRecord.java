package io.golconde.sink.failure;

import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record that cannot be applied, and why. */
public record BadRecord(SinkRecord record, DataException reason) {}
