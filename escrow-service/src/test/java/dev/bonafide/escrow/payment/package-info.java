@NullMarked
package dev.bonafide.escrow.payment;

import org.jspecify.annotations.NullMarked;
