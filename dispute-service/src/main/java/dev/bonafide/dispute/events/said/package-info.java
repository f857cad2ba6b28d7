/** Events this service has promised. */
@NullMarked
package dev.bonafide.dispute.events.said;

import org.jspecify.annotations.NullMarked;
