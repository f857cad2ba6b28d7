/** What needs two people: one asks, another approves. */
@NullMarked
package dev.bonafide.escrow.approval;

import org.jspecify.annotations.NullMarked;
