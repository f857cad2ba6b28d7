/** Events of other services: routed by type, handled once in effect, set aside as dead letters when they cannot be taken. */
@NullMarked
package dev.bonafide.kit.inbox;

import org.jspecify.annotations.NullMarked;
