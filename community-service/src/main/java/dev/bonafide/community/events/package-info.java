/** The events this service publishes and reads. */
@NullMarked
package dev.bonafide.community.events;

import org.jspecify.annotations.NullMarked;
