/** Alipay behind the port: codes to scan, preauthorisations, refunds, transfers, bills. A thin adapter of our own. */
@NullMarked
package dev.bonafide.escrow.payment.alipay;

import org.jspecify.annotations.NullMarked;
