@NullMarked
package dev.bonafide.escrow.desk.seller;

import org.jspecify.annotations.NullMarked;
