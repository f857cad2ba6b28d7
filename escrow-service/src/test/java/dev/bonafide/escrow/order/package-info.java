@NullMarked
package dev.bonafide.escrow.order;

import org.jspecify.annotations.NullMarked;
