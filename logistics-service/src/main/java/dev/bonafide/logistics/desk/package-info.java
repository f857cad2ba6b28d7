/** Use cases: lock, decide, save and say, in one transaction each. */
@NullMarked
package dev.bonafide.logistics.desk;

import org.jspecify.annotations.NullMarked;
