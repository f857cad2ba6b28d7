@NullMarked
package dev.bonafide.escrow.handover;

import org.jspecify.annotations.NullMarked;
