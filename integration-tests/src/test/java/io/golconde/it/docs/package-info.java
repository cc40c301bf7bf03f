/** What the documents say is true. */
@NullMarked
package io.golconde.it.docs;

import org.jspecify.annotations.NullMarked;
