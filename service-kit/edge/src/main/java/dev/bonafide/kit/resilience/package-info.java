/** How the house calls what it does not own: bounded, broken off early, retried with care. */
@NullMarked
package dev.bonafide.kit.resilience;

import org.jspecify.annotations.NullMarked;
