/** What is asked of payment providers and what their words lead to: holds, captures, refunds and what nobody can place. */
@NullMarked
package dev.bonafide.escrow.desk.payment;

import org.jspecify.annotations.NullMarked;
