/** What somebody writes who wants the sink to do something else with a change than write its row. Stable. */
@NullMarked
package io.golconde.sink.handler;

import org.jspecify.annotations.NullMarked;
