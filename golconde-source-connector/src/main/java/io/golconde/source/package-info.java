/** What Connect sees: connector, task and settings. Wires the rooms below and decides nothing itself. */
@NullMarked
package io.golconde.source;

import org.jspecify.annotations.NullMarked;
