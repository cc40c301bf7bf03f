package io.golconde.source.record;

/** What stops a change with words that help, where else Kafka or a converter would stop it with others. */
public record RecordChecks(SizeLimit size, ConverterTrial converters) {}
