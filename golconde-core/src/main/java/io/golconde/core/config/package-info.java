/** Grouped settings: one line each, the same look in both connectors. */
@NullMarked
package io.golconde.core.config;

import org.jspecify.annotations.NullMarked;
