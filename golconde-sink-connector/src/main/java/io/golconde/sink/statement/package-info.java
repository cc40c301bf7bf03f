/** What is said to the target and about which tables: pure SQL that knows no connection. */
@NullMarked
package io.golconde.sink.statement;

import org.jspecify.annotations.NullMarked;
