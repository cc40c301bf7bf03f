/** What a user unpacks into the plugin path. */
@NullMarked
package io.golconde.it.packaging;

import org.jspecify.annotations.NullMarked;
