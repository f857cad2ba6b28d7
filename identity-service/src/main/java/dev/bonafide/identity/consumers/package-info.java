/** Facts of other services that become evidence. */
@NullMarked
package dev.bonafide.identity.consumers;

import org.jspecify.annotations.NullMarked;
