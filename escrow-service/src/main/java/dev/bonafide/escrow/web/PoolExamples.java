package dev.bonafide.escrow.web;

/** Examples about the compensation pool for the OpenAPI document. */
final class PoolExamples {
    static final String POOL = """
            {"currency": "CNY", "version": 1, "balance": {"amountMinor": 9700000, "currency": "CNY"},
             "claims": {"amountMinor": 300000, "currency": "CNY"},
             "paidToday": {"amountMinor": 300000, "currency": "CNY"},
             "limits": {"target": {"amountMinor": 10000000, "currency": "CNY"},
                        "perCase": {"amountMinor": 500000, "currency": "CNY"},
                        "perDay": {"amountMinor": 5000000, "currency": "CNY"},
                        "sellerBasisPoints": 500, "stopBasisPoints": 1000,
                        "perSeller": {"amountMinor": 500000, "currency": "CNY"}}}""";
    static final String LIMITS = """
            {"target": {"amountMinor": 20000000, "currency": "CNY"},
             "perCase": {"amountMinor": 500000, "currency": "CNY"},
             "perDay": {"amountMinor": 5000000, "currency": "CNY"}, "sellerBasisPoints": 500, "stopBasisPoints": 1000}""";
    static final String FUNDING = """
            {"amount": {"amountMinor": 10000000, "currency": "CNY"}}""";
    static final String APPROVAL = """
            {"approvalId": "019aa1f0-0014-7001-8000-000000004e21", "kind": "FUND_POOL",
             "wish": {"amount": {"amountMinor": 10000000, "currency": "CNY"}}, "state": "OPEN",
             "askedBy": "019aa1f0-0001-7003-8000-0000000003eb", "askedAt": "2026-11-02T10:00:00Z",
             "expiresAt": "2026-11-09T10:00:00Z"}""";
    static final String APPROVALS = "{\"items\": [" + APPROVAL + "]}";
    static final String RECEIVABLES = """
            {"items": [{"receivableId": "019aa1f0-0012-7001-8000-000000004651",
                        "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
                        "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "favour": "POOL", "cause": "ADVANCE_CLAIMED",
                        "causeId": "019aa1f0-0013-7001-8000-000000004a39",
                        "amount": {"amountMinor": 300000, "currency": "CNY"},
                        "open": {"amountMinor": 101200, "currency": "CNY"}, "openedAt": "2026-11-02T10:00:00Z",
                        "writeOffFrom": "2027-05-01T10:00:00Z"}]}""";

    private PoolExamples() {}
}
