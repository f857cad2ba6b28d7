package dev.bonafide.escrow.web;

/** Examples for the OpenAPI document: how money comes, goes back, is pulled back and is checked. */
final class PaymentExamples {
    static final String METHODS = """
            {"items": [{"method": "SANDBOX_CARD", "name": "Sandbox card", "capture": "AT_ONCE", "reservable": true}]}""";
    static final String FAILED_REFUND = """
            {"refundId": "019aa1f0-000b-7001-8000-000000002af9", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "paymentId": "019aa1f0-0009-7001-8000-000000002329", "amount": {"amountMinor": 300000, "currency": "CNY"},
             "reason": "NOT_SHIPPED", "status": "FAILED", "failureCode": "CARD_CLOSED"}""";
    static final String FAILED_REFUNDS = "{\"items\": [" + FAILED_REFUND + "]}";
    static final String BY_HAND = """
            {"reference": "ICBC 2026-11-09 0007412"}""";
    static final String TRANSFER_WORDS = """
            {"items": [{"number": 1, "kind": "WRITTEN", "person": "019aa1f0-0002-7001-8000-0000000007d7",
                        "reference": "ICBC 2026-11-09 0007421", "at": "2026-11-09T10:00:00Z"},
                       {"number": 2, "kind": "WRITTEN", "person": "019aa1f0-0002-7001-8000-0000000007d7",
                        "reference": "ICBC 2026-11-09 0007412", "at": "2026-11-09T10:05:00Z"},
                       {"number": 3, "kind": "CONFIRMED", "person": "019aa1f0-0002-7001-8000-0000000007d8",
                        "reference": "ICBC 2026-11-09 0007412", "at": "2026-11-09T11:00:00Z"}]}""";
    static final String CHARGEBACK = """
            {"chargebackId": "019aa1f0-000d-7001-8000-0000000032c9", "provider": "sandbox", "reference": "sbc_4711",
             "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "paymentId": "019aa1f0-0009-7001-8000-000000002329",
             "amount": {"amountMinor": 300000, "currency": "CNY"}, "reason": "NOT_RECEIVED", "status": "OPEN",
             "frozen": "HELD", "openedAt": "2026-11-09T10:00:00Z", "dueBy": "2026-11-16T10:00:00Z",
             "evidence": {"statements": [{"name": "SHIPMENT",
                "text": "The item was sent in parcel shipment:019aa1f0-0004-7001-8000-000000000fa1. The carrier reported its delivery at 2026-11-05T09:30:00Z."}]}}""";
    static final String CHARGEBACKS = "{\"items\": [" + CHARGEBACK + "]}";
    static final String RECONCILIATION = """
            {"reconciliationId": "019aa1f0-000e-7001-8000-0000000036b1", "provider": "sandbox", "day": "2026-11-08",
             "status": "FINISHED", "matched": 211, "missingHere": 0, "missingThere": 1, "differing": 1,
             "finishedAt": "2026-11-09T02:30:01Z",
             "misfits": [{"kind": "PAYMENT", "found": "DIFFERING", "difference": "AMOUNT",
                          "subject": "019aa1f0-0009-7001-8000-000000002329",
                          "reference": "sbx_019aa1f0-000c-7001-8000-000000002ee1",
                          "theirs": {"amountMinor": 299999, "currency": "CNY"},
                          "ours": {"amountMinor": 300000, "currency": "CNY"}, "at": "2026-11-08T10:05:00Z"}]}""";
    static final String RECONCILIATIONS = "{\"items\": [" + RECONCILIATION + "]}";
    static final String CHECK = """
            {"provider": "sandbox", "day": "2026-11-08"}""";

    private PaymentExamples() {}
}
