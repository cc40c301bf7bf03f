package io.golconde.smt;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;

/**
 * The fields that a flat record has beside its columns. Source of the names: {@code add.fields} of Debezium's
 * ExtractNewRecordState: two underscores and the name of a field of the envelope or of its source block.
 */
final class Metadata {
    private static final String PREFIX = "__";
    private static final String OF_SOURCE = "source_";
    private static final String DELETED = "deleted";
    /** Says of a flat row whether it was deleted. */
    static final String DELETED_FIELD = PREFIX + DELETED;

    private Metadata() {}

    /** The name of the field that has this fact of the envelope. */
    static String ofEnvelope(String name) {
        return PREFIX + name;
    }

    /** The name of the field that has this fact of the source block, if it was asked for with the block's name. */
    static String ofSource(String name) {
        return PREFIX + OF_SOURCE + name;
    }

    static boolean is(String field) {
        if (!field.startsWith(PREFIX)) {
            return false;
        }
        String name = field.substring(PREFIX.length());
        String inSource = name.startsWith(OF_SOURCE) ? name.substring(OF_SOURCE.length()) : name;
        return name.equals(Envelope.OP) || name.equals(DELETED) || SourceInfo.SCHEMA.field(inSource) != null;
    }
}
