/** Use cases: lock, decide, save and tell, one transaction each. */
@NullMarked
package dev.bonafide.identity.desk;

import org.jspecify.annotations.NullMarked;
