/** Stories through the whole system, told by clients of its public interface. */
@NullMarked
package dev.bonafide.journeys;

import org.jspecify.annotations.NullMarked;
