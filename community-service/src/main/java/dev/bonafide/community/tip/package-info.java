/** What a careful friend would say before a purchase. Plain Java. */
@NullMarked
package dev.bonafide.community.tip;

import org.jspecify.annotations.NullMarked;
