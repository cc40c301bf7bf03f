/** Drains a queue: owns it, reads window after window, keeps the progress and rotates what is consumed. */
@NullMarked
package io.golconde.source.drain;

import org.jspecify.annotations.NullMarked;
