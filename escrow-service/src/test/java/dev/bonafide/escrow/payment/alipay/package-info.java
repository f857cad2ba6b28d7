@NullMarked
package dev.bonafide.escrow.payment.alipay;

import org.jspecify.annotations.NullMarked;
