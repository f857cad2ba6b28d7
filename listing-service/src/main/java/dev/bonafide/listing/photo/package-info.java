/** From uploaded bytes to pictures that may be shown: guards, decoding, renditions. Plain Java. */
@NullMarked
package dev.bonafide.listing.photo;

import org.jspecify.annotations.NullMarked;
