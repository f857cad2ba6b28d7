@NullMarked
package dev.bonafide.escrow.store;

import org.jspecify.annotations.NullMarked;
