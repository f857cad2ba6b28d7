/** WeChat Pay behind the port: native orders by code, refunds, merchant transfers, encrypted notifications. */
@NullMarked
package dev.bonafide.escrow.payment.wechat;

import org.jspecify.annotations.NullMarked;
