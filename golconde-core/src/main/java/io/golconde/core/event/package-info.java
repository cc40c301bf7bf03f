/** What happened to rows, in PostgreSQL's terms. Knows no Kafka. */
@NullMarked
package io.golconde.core.event;

import org.jspecify.annotations.NullMarked;
