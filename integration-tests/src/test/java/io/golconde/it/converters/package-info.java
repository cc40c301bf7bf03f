/** Records in the forms that Connect can give them: JSON with and without schemas, Avro with a schema registry. */
@NullMarked
package io.golconde.it.converters;

import org.jspecify.annotations.NullMarked;
