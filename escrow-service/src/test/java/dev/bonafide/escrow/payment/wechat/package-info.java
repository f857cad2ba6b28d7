@NullMarked
package dev.bonafide.escrow.payment.wechat;

import org.jspecify.annotations.NullMarked;
