/** What events mean to risk, and which subjects a fact visits. Plain Java. */
@NullMarked
package dev.bonafide.risk.fact;

import org.jspecify.annotations.NullMarked;
