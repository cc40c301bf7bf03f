/** From changes to records: topics, schemas, keys and values, and what Kafka has confirmed of them. */
@NullMarked
package io.golconde.source.record;

import org.jspecify.annotations.NullMarked;
