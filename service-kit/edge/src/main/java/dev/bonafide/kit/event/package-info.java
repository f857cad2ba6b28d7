/** The envelope of an event, CloudEvents 1.0, and the JSON of its payload. */
@NullMarked
package dev.bonafide.kit.event;

import org.jspecify.annotations.NullMarked;
