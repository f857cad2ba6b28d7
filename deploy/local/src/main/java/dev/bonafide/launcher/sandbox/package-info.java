/** The movable clock of the sandbox, as seen by an operator. */
@NullMarked
package dev.bonafide.launcher.sandbox;

import org.jspecify.annotations.NullMarked;
