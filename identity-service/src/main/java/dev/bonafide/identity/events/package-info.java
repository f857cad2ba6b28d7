/** Events this service publishes and the parts it reads of those of others, by version. */
@NullMarked
package dev.bonafide.identity.events;

import org.jspecify.annotations.NullMarked;
