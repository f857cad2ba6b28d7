/** How long the mechanics remember what they have handled. */
@NullMarked
package dev.bonafide.kit.retention;

import org.jspecify.annotations.NullMarked;
