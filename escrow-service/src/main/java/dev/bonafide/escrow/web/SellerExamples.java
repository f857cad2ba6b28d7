package dev.bonafide.escrow.web;

/** Examples about sellers' money for the OpenAPI document. */
final class SellerExamples {
    static final String BALANCE = """
            {"sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
             "payable": [{"amountMinor": 298200, "currency": "CNY"}],
             "balances": [{"available": {"amountMinor": 0, "currency": "CNY"},
                           "pending": {"amountMinor": 283290, "currency": "CNY"},
                           "blocked": {"amountMinor": 0, "currency": "CNY"},
                           "reserved": {"amountMinor": 14910, "currency": "CNY"},
                           "inTransit": {"amountMinor": 0, "currency": "CNY"},
                           "owed": {"amountMinor": 0, "currency": "CNY"}}],
             "conditions": {"level": "L2", "payoutDelay": "PT72H", "reserveBasisPoints": 500, "reserveFor": "PT336H",
                            "policyVersion": "2026-11"},
             "payoutAccount": {"provider": "sandbox", "last4": "6789", "changedAt": "2026-11-02T10:00:00Z",
                               "usableFrom": "2026-11-05T10:00:00Z"},
             "holds": []}""";
    static final String STATEMENT = """
            {"sellerId": "019aa1f0-0001-7002-8000-0000000003ea", "currency": "CNY",
             "from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z",
             "opening": {"payableMinor": 0, "reservedMinor": 0, "inTransitMinor": 0, "owedMinor": 0, "netMinor": 0},
             "movements": [{"entryId": "019aa1f0-0008-7001-8000-000000001f41", "at": "2026-11-09T10:00:00Z",
                            "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "fact": "RELEASED",
                            "reason": {"en": "A sale was completed.", "zh-CN": "交易完成。"},
                            "payableMinor": 283290, "reservedMinor": 14910, "inTransitMinor": 0, "owedMinor": 0,
                            "netMinor": 298200,
                            "after": {"payableMinor": 283290, "reservedMinor": 14910, "inTransitMinor": 0,
                                      "owedMinor": 0, "netMinor": 298200}}],
             "closing": {"payableMinor": 283290, "reservedMinor": 14910, "inTransitMinor": 0, "owedMinor": 0,
                         "netMinor": 298200}}""";
    static final String PAYOUT_REQUEST = """
            {"amount": {"amountMinor": 100000, "currency": "CNY"}}""";
    static final String PAYOUT = """
            {"payoutId": "019aa1f0-0011-7001-8000-000000004269", "amount": {"amountMinor": 100000, "currency": "CNY"},
             "status": "ASKED", "begunBy": "SELLER", "provider": "sandbox", "last4": "6789",
             "askedAt": "2026-11-16T10:00:00Z"}""";
    static final String PAYOUT_ACCOUNT_REQUEST = """
            {"provider": "sandbox", "token": "sbx_bank_7f3a", "last4": "6789"}""";
    static final String PAYOUT_ACCOUNT = """
            {"provider": "sandbox", "last4": "6789", "changedAt": "2026-11-02T10:00:00Z",
             "usableFrom": "2026-11-05T10:00:00Z"}""";

    private SellerExamples() {}
}
