@NullMarked
package dev.bonafide.escrow.desk.order;

import org.jspecify.annotations.NullMarked;
