/** The table of pairs PostgreSQL type and Connect schema, used by both connectors. */
@NullMarked
package io.golconde.core.type;

import org.jspecify.annotations.NullMarked;
