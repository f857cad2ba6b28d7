/** The proof by random histories: a small model of an order beside the real rules and the real database. */
@NullMarked
package dev.bonafide.escrow.model;

import org.jspecify.annotations.NullMarked;
