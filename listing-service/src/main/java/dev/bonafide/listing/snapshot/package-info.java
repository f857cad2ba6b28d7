/** What was on sale, word for word, under its hash. Plain Java. */
@NullMarked
package dev.bonafide.listing.snapshot;

import org.jspecify.annotations.NullMarked;
