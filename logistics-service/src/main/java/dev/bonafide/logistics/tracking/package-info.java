/** What carriers say, in one normal form, joined so that order and repetition do not matter. Plain Java. */
@NullMarked
package dev.bonafide.logistics.tracking;

import org.jspecify.annotations.NullMarked;
