/** The chain that makes every later change to evidence visible, and what may enter it. Plain Java. */
@NullMarked
package dev.bonafide.dispute.evidence;

import org.jspecify.annotations.NullMarked;
