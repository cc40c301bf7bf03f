/** What people ask of a connector through a topic. */
@NullMarked
package io.golconde.source.signal;

import org.jspecify.annotations.NullMarked;
