/** Another service's fact in, a command of our own out. */
@NullMarked
package dev.bonafide.escrow.consumers;

import org.jspecify.annotations.NullMarked;
