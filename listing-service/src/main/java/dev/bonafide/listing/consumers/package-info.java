/** Another service's fact in, our own command out. */
@NullMarked
package dev.bonafide.listing.consumers;

import org.jspecify.annotations.NullMarked;
