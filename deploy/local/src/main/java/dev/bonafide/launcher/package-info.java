/** The one command of Bonafide: what stands behind {@code ./bonafide}. */
@NullMarked
package dev.bonafide.launcher;

import org.jspecify.annotations.NullMarked;
