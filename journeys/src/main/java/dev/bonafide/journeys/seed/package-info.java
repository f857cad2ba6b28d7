/** People, listings and orders in every state, so that no first screen is empty. */
@NullMarked
package dev.bonafide.journeys.seed;

import org.jspecify.annotations.NullMarked;
