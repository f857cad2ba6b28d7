package dev.bonafide.escrow.web;

/** Examples for the OpenAPI document: what an order costs. */
final class CheckoutExamples {
    static final String QUOTE_REQUEST = """
            {"listingId": "019aa1f0-0002-7001-8000-0000000007d1", "services": ["WARRANTY_30D"]}""";
    static final String QUOTE = """
            {"listingId": "019aa1f0-0002-7001-8000-0000000007d1",
             "snapshotHash": "79c6d61344be00e74b64db50b5b9639bbfd2d845d2d686ec380526eb898a9d8a",
             "quoteHash": "5b4b6d9e2a0f7c1e8d3a5c7b9f1e2d4c6a8b0c2d4e6f8091a2b3c4d5e6f70819",
             "terms": {"version": "2026-11", "feeVersion": "2026-11",
                       "price": {"amountMinor": 300000, "currency": "CNY"},
                       "buyerFee": {"amountMinor": 0, "currency": "CNY"},
                       "sellerFee": {"amountMinor": 1800, "currency": "CNY"},
                       "total": {"amountMinor": 303000, "currency": "CNY"},
                       "sellerAmount": {"amountMinor": 298200, "currency": "CNY"},
                       "lines": [{"line": "PRICE", "paidBy": "BUYER", "amount": {"amountMinor": 300000, "currency": "CNY"}},
                                 {"line": "BUYER_FEE", "paidBy": "BUYER", "amount": {"amountMinor": 0, "currency": "CNY"}},
                                 {"line": "SELLER_FEE", "paidBy": "SELLER",
                                  "amount": {"amountMinor": 1800, "currency": "CNY"}},
                                 {"line": "WARRANTY_30D", "paidBy": "BUYER",
                                  "amount": {"amountMinor": 3000, "currency": "CNY"}}]},
             "offered": [{"line": "INSPECTION", "paidBy": "BUYER", "amount": {"amountMinor": 4900, "currency": "CNY"}},
                         {"line": "INSURANCE", "paidBy": "BUYER", "amount": {"amountMinor": 1500, "currency": "CNY"}},
                         {"line": "WARRANTY_30D", "paidBy": "BUYER", "amount": {"amountMinor": 3000, "currency": "CNY"}},
                         {"line": "WARRANTY_1Y", "paidBy": "BUYER", "amount": {"amountMinor": 18000, "currency": "CNY"}}]}""";
    static final String QUOTE_CHANGED = """
            {"type": "https://bonafide.dev/problems/quote-changed", "title": "The quote no longer holds", "status": 409,
             "detail": "The listing or our fees have changed since you asked. The order comes to CN¥2,900.00 now; look at the new quote before you order.",
             "code": "QUOTE_CHANGED", "total": {"amountMinor": 290000, "currency": "CNY"},
             "quote": {"listingId": "019aa1f0-0002-7001-8000-0000000007d1",
                       "snapshotHash": "0b1f5a5be5a2a1b0f0e0d0c0b0a09080706050403020100ffeeddccbbaa99887",
                       "quoteHash": "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918"}}""";
    static final String NOT_OFFERED = """
            {"type": "https://bonafide.dev/problems/service-not-offered", "title": "Not offered for this item",
             "status": 422, "detail": "For this item there is no WARRANTY_1Y.", "code": "SERVICE_NOT_OFFERED",
             "services": ["WARRANTY_1Y"],
             "offered": [{"line": "INSPECTION", "paidBy": "BUYER", "amount": {"amountMinor": 4900, "currency": "CNY"}}]}""";

    static final String FEE_SCHEDULES = """
            {"items": [{"version": "2026-11", "from": "1970-01-01T00:00:00Z", "inForce": true, "buyerFeeBasisPoints": 0,
                        "sellerFeeBasisPoints": 60,
                        "services": [{"service": "INSPECTION", "paidBy": "BUYER", "basisPoints": 0,
                                      "atLeast": {"amountMinor": 4900, "currency": "CNY"},
                                      "atMost": {"amountMinor": 4900, "currency": "CNY"}},
                                     {"service": "INSURANCE", "paidBy": "BUYER", "basisPoints": 50,
                                      "atLeast": {"amountMinor": 100, "currency": "CNY"}}]}]}""";

    private CheckoutExamples() {}
}
