package dev.bonafide.escrow.web;

/** Examples for the OpenAPI document: paying in parts. */
final class InstalmentExamples {
    static final String QUOTE_REQUEST = """
            {"parts": 12}""";
    static final String QUOTE = """
            {"total": {"amountMinor": 800000, "currency": "CNY"}, "policyVersion": "2026-11",
             "parts": [{"number": 1, "amount": {"amountMinor": 266667, "currency": "CNY"}, "dueOn": "2026-11-30",
                        "dueAt": "2026-11-30T08:12:00Z"},
                       {"number": 2, "amount": {"amountMinor": 266667, "currency": "CNY"}, "dueOn": "2026-12-30",
                        "dueAt": "2026-12-30T02:00:00Z"},
                       {"number": 3, "amount": {"amountMinor": 266666, "currency": "CNY"}, "dueOn": "2027-01-30",
                        "dueAt": "2027-01-30T02:00:00Z"}]}""";
    static final String PLAN_REQUEST = """
            {"parts": 12, "method": "SANDBOX_CARD", "laterScript": "decline"}""";
    static final String PLAN = """
            {"planId": "019aa1f0-000e-7001-8000-0000000036b1", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "stage": "OPEN", "policyVersion": "2026-11", "agreedAt": "2026-11-30T08:12:00Z",
             "total": {"amountMinor": 800000, "currency": "CNY"}, "paid": {"amountMinor": 266667, "currency": "CNY"},
             "open": {"amountMinor": 533333, "currency": "CNY"}, "overdue": {"amountMinor": 0, "currency": "CNY"},
             "cancelled": {"amountMinor": 0, "currency": "CNY"}, "writtenOff": {"amountMinor": 0, "currency": "CNY"},
             "parts": [{"number": 1, "amount": {"amountMinor": 266667, "currency": "CNY"},
                        "cancelled": {"amountMinor": 0, "currency": "CNY"}, "dueOn": "2026-11-30",
                        "dueAt": "2026-11-30T08:12:00Z", "stage": "PAID",
                        "paymentId": "019aa1f0-0009-7001-8000-000000002329", "paidAt": "2026-11-30T08:12:01Z"},
                       {"number": 2, "amount": {"amountMinor": 266667, "currency": "CNY"},
                        "cancelled": {"amountMinor": 0, "currency": "CNY"}, "dueOn": "2026-12-30",
                        "dueAt": "2026-12-30T02:00:00Z", "stage": "MISSED", "retryAt": "2026-12-31T02:00:01Z"},
                       {"number": 3, "amount": {"amountMinor": 266666, "currency": "CNY"},
                        "cancelled": {"amountMinor": 0, "currency": "CNY"}, "dueOn": "2027-01-30",
                        "dueAt": "2027-01-30T02:00:00Z", "stage": "SCHEDULED"}]}""";
    static final String PAY_REQUEST = """
            {"method": "SANDBOX_CARD"}""";
    static final String REFUSED = """
            {"type": "https://bonafide.dev/problems/instalments-refused", "title": "Not in instalments", "status": 422,
             "detail": "This order cannot be paid in instalments (policy 2026-11). Every reason is listed.",
             "code": "INSTALMENTS_REFUSED", "policyVersion": "2026-11",
             "reasons": [{"code": "LEVEL_TOO_LOW", "text": "Your account is at level L1; instalments begin at L2.",
                          "level": "L1", "required": "L2"},
                         {"code": "SCORE_TOO_LOW", "text": "Your score is 540; instalments begin at 650.",
                          "required": 650, "score": 540}]}""";

    private InstalmentExamples() {}
}
