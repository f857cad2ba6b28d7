@NullMarked
package dev.bonafide.escrow.audit;

import org.jspecify.annotations.NullMarked;
