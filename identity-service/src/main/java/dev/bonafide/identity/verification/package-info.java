/** How a phone or a real name is proven: stages, commands and the one table between them. Plain Java. */
@NullMarked
package dev.bonafide.identity.verification;

import org.jspecify.annotations.NullMarked;
