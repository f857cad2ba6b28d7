/** What a judgement says: outcome, hits and the sanctions they call for. Plain Java. */
@NullMarked
package dev.bonafide.risk.verdict;

import org.jspecify.annotations.NullMarked;
