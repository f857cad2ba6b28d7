package dev.bonafide.escrow.payment.wechat;

import org.jspecify.annotations.Nullable;

/**
 * A merchant's transfer to a user, as answers and notifications tell it. The SDK does not know this API, which has taken
 * the place of its batches.
 *
 * @param transferAmount in fen; the answer to a new transfer leaves it out
 * @param packageInfo what WeChat's script needs to let the user confirm
 */
record WechatTransfer(
        @Nullable String outBillNo,
        @Nullable String transferBillNo,
        @Nullable String state,
        @Nullable Long transferAmount,
        @Nullable String failReason,
        @Nullable String packageInfo) {

    /** What it is called: by WeChat Pay if it has said so, else by us. */
    String reference() {
        if (transferBillNo != null) {
            return transferBillNo;
        }
        if (outBillNo == null) {
            throw new IllegalArgumentException("A transfer without a number");
        }
        return outBillNo;
    }
}
