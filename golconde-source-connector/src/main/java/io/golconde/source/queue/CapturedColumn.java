package io.golconde.source.queue;

import io.golconde.core.sql.Identifier;
import io.golconde.core.type.WireType;

/**
 * One column of a captured table.
 *
 * @param typeName {@code pg_type.typname} of the base type
 * @param optional whether it may be NULL
 * @param key whether it belongs to the key
 */
public record CapturedColumn(Identifier name, WireType type, String typeName, boolean optional, boolean key) {}
