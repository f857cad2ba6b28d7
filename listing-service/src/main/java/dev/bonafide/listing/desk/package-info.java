/** Use cases: lock, decide, save and tell, each in one transaction. */
@NullMarked
package dev.bonafide.listing.desk;

import org.jspecify.annotations.NullMarked;
