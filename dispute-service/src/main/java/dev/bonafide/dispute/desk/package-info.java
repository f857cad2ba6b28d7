/** Use cases: lock, decide, save and say, one transaction each. */
@NullMarked
package dev.bonafide.dispute.desk;

import org.jspecify.annotations.NullMarked;
