/** Events of other services, turned into notices and projections. */
@NullMarked
package dev.bonafide.community.consumers;

import org.jspecify.annotations.NullMarked;
