/** The only place that reads the time of the machine, and the sandbox's way to move it. */
@NullMarked
package dev.bonafide.kit.clock;

import org.jspecify.annotations.NullMarked;
