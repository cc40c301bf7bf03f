/** Values: from every form in which they arrive to the form that the target column's type takes. */
@NullMarked
package io.golconde.sink.value;

import org.jspecify.annotations.NullMarked;
