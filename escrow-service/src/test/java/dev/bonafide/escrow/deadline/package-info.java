@NullMarked
package dev.bonafide.escrow.deadline;

import org.jspecify.annotations.NullMarked;
