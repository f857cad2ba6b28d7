/** The order from placing to its end: stages as types, and every command against every stage decided in one place. */
@NullMarked
package dev.bonafide.escrow.order;

import org.jspecify.annotations.NullMarked;
