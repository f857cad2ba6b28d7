/** Use cases, one transaction each. */
@NullMarked
package dev.bonafide.community.desk;

import org.jspecify.annotations.NullMarked;
