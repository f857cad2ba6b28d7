/** Keeps personal data unreadable at rest. Plain Java. */
@NullMarked
package dev.bonafide.logistics.secrecy;

import org.jspecify.annotations.NullMarked;
