@NullMarked
package dev.bonafide.escrow.placing;

import org.jspecify.annotations.NullMarked;
