/** PostgreSQL names, error codes and connections. Knows no Kafka. */
@NullMarked
package io.golconde.core.sql;

import org.jspecify.annotations.NullMarked;
