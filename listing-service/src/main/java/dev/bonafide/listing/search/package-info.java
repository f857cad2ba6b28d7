/** Words of titles and queries, in Latin and Chinese writing alike. Plain Java. */
@NullMarked
package dev.bonafide.listing.search;

import org.jspecify.annotations.NullMarked;
