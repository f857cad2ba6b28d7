/** REST: decisions, cases and one's own restrictions. */
@NullMarked
package dev.bonafide.risk.web;

import org.jspecify.annotations.NullMarked;
