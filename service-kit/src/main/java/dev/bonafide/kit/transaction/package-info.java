/** One PostgreSQL transaction around state, inbox, outbox and timers, and the signal that follows its commit. */
@NullMarked
package dev.bonafide.kit.transaction;

import org.jspecify.annotations.NullMarked;
