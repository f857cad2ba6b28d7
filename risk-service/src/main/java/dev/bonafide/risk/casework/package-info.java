/** Cases and how a person decides them, restrictions and their statements of reasons. Plain Java. */
@NullMarked
package dev.bonafide.risk.casework;

import org.jspecify.annotations.NullMarked;
