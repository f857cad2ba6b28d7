/** What becomes of money when processes die under load: everything that was acknowledged is true, and nothing twice. */
@NullMarked
package dev.bonafide.benchmark.faults;

import org.jspecify.annotations.NullMarked;
