/** The machine's time, and the sandbox's way to move the time of all services together, in order. */
@NullMarked
package dev.bonafide.gateway.clock;

import org.jspecify.annotations.NullMarked;
