/** Records of the events this service publishes and reads, by version. */
@NullMarked
package dev.bonafide.risk.events;

import org.jspecify.annotations.NullMarked;
