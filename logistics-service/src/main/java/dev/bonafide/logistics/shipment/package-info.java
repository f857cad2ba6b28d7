/** Parcels on their way from seller to buyer: stages, commands and refusals. Plain Java. */
@NullMarked
package dev.bonafide.logistics.shipment;

import org.jspecify.annotations.NullMarked;
