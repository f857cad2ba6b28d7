/** The stream's decisions, taken in by the log. */
@NullMarked
package dev.bonafide.risk.consumers;

import org.jspecify.annotations.NullMarked;
