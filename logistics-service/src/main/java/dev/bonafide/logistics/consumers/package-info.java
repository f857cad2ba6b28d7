/** Events of other services in, our own commands out. */
@NullMarked
package dev.bonafide.logistics.consumers;

import org.jspecify.annotations.NullMarked;
