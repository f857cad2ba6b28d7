package dev.bonafide.escrow.payment.alipay;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** What Alipay answers, of each answer only what we read. Who paid is not among it. */
final class AlipayAnswers {

    private AlipayAnswers() {}

    /** A code for a payment. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Precreated(@Nullable String qrCode) {}

    /** A code for a preauthorisation. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Voucher(@Nullable String codeValue) {}

    /** A payment. The date on which it was made has one name in answers to a question and another in all other words. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Trade(
            @Nullable String tradeNo,
            @Nullable String tradeStatus,
            @Nullable String totalAmount,
            @Nullable String gmtPayment,
            @Nullable String sendPayDate) {
        boolean isPaid() {
            return gmtPayment != null || sendPayDate != null;
        }
    }

    /** An accepted refund; {@code fundChange} is Y if money has moved just now. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Refunded(@Nullable String tradeNo, @Nullable String fundChange) {}

    /** A refund that is asked about. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Refund(
            @Nullable String tradeNo,
            @Nullable String outRequestNo,
            @Nullable String refundStatus,
            @Nullable String refundAmount) {}

    /** A preauthorisation and what is left of it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Freeze(
            @Nullable String authNo,
            @Nullable String status,
            @Nullable String orderStatus,
            @Nullable String amount,
            @Nullable String restAmount,
            @Nullable String totalPayAmount,
            @Nullable String gmtTrans) {}

    /** An amount given free. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Unfrozen(@Nullable String status) {}

    /** A transfer to a seller. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Transfer(
            @Nullable String orderId,
            @Nullable String status,
            @Nullable String transAmount,
            @Nullable String errorCode) {}

    /** Where a bill is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Bill(@Nullable String billDownloadUrl) {}

    /** Nothing that we read. */
    record Done() {}

    /** A field without which an answer makes no sense. */
    static String required(@Nullable String field) {
        if (field == null || field.isBlank()) {
            throw new IllegalArgumentException("A field is missing");
        }
        return field;
    }
}
