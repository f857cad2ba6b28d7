/** How many movements of money a second escrow-service makes durable, beside what the same PostgreSQL does for pgbench. */
@NullMarked
package dev.bonafide.benchmark.escrow;

import org.jspecify.annotations.NullMarked;
