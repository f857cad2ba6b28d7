/** Events of others, each with the fields we need. */
@NullMarked
package dev.bonafide.dispute.events.heard;

import org.jspecify.annotations.NullMarked;
