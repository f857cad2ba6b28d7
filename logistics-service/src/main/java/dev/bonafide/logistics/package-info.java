/** Parcels between seller and buyer, and what carriers say of them. */
@NullMarked
package dev.bonafide.logistics;

import org.jspecify.annotations.NullMarked;
