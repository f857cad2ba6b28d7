/** The money of a ruling: fixed first, so that nobody else can use it, and then moved. Plain. */
@NullMarked
package dev.bonafide.escrow.ruling;

import org.jspecify.annotations.NullMarked;
