@NullMarked
package dev.bonafide.escrow.payment.remote;

import org.jspecify.annotations.NullMarked;
