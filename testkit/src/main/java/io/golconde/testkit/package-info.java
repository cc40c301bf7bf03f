/** PostgreSQL, Kafka and Connect as processes of one machine, for tests, demo and benchmarks. */
@NullMarked
package io.golconde.testkit;

import org.jspecify.annotations.NullMarked;
