/** Reads the route messages of SF Express. Plain Java. */
@NullMarked
package dev.bonafide.logistics.carrier.sf;

import org.jspecify.annotations.NullMarked;
