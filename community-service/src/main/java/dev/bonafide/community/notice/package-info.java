/** Who hears of what, and with which words. Plain Java. */
@NullMarked
package dev.bonafide.community.notice;

import org.jspecify.annotations.NullMarked;
