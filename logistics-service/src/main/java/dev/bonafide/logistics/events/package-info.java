/** Records of the events this service says and reads, by version. */
@NullMarked
package dev.bonafide.logistics.events;

import org.jspecify.annotations.NullMarked;
