/** What a task has done, for those who watch it over JMX or through the worker. */
@NullMarked
package io.golconde.core.metrics;

import org.jspecify.annotations.NullMarked;
