/** A client of the public interface, as a marketplace's own application would have one. */
@NullMarked
package dev.bonafide.journeys.client;

import org.jspecify.annotations.NullMarked;
