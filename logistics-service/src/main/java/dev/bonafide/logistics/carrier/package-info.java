/** Carriers: the port to them, and what their messages say. */
@NullMarked
package dev.bonafide.logistics.carrier;

import org.jspecify.annotations.NullMarked;
