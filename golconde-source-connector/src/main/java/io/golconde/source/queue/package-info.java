/** What a queue hands out, and how far it got: changes with their place and the offset behind each. */
@NullMarked
package io.golconde.source.queue;

import org.jspecify.annotations.NullMarked;
