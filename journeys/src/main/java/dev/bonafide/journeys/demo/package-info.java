/** The demonstration: a purchase that goes well, and one that ends in a dispute. */
@NullMarked
package dev.bonafide.journeys.demo;

import org.jspecify.annotations.NullMarked;
