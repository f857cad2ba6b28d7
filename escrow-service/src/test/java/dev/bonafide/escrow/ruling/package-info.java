@NullMarked
package dev.bonafide.escrow.ruling;

import org.jspecify.annotations.NullMarked;
