@NullMarked
package dev.bonafide.escrow.approval;

import org.jspecify.annotations.NullMarked;
