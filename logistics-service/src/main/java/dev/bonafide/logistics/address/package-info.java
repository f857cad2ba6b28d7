/** The address book: where people want their parcels, and who may read it. Plain Java. */
@NullMarked
package dev.bonafide.logistics.address;

import org.jspecify.annotations.NullMarked;
