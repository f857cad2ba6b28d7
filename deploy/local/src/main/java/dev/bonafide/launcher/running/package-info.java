/** Bringing parts up and down: preparation of their data, their commands, readiness, and the order among them. */
@NullMarked
package dev.bonafide.launcher.running;

import org.jspecify.annotations.NullMarked;
