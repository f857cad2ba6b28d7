package dev.bonafide.escrow.web;

/** Examples for the OpenAPI document. */
final class Examples {
    static final String ORDER_REQUEST = """
            {"listingId": "019aa1f0-0002-7001-8000-0000000007d1",
             "deliveryAddressId": "019aa1f0-0007-7001-8000-000000001b59",
             "snapshotHash": "79c6d61344be00e74b64db50b5b9639bbfd2d845d2d686ec380526eb898a9d8a"}""";
    static final String ORDER_IN_MILESTONES_REQUEST = """
            {"listingId": "019aa1f0-0002-7001-8000-0000000007d1",
             "deliveryAddressId": "019aa1f0-0007-7001-8000-000000001b59",
             "milestones": [{"title": "Camera body", "price": {"amountMinor": 200000, "currency": "CNY"}},
                            {"title": "Two lenses", "price": {"amountMinor": 100000, "currency": "CNY"}}]}""";
    static final String ORDER = """
            {"orderId": "019aa1f0-0003-7001-8000-000000000bb9", "version": 0, "stage": "PLACED",
             "listingId": "019aa1f0-0002-7001-8000-0000000007d1",
             "buyerId": "019aa1f0-0001-7001-8000-0000000003e9",
             "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
             "deliveryAddressId": "019aa1f0-0007-7001-8000-000000001b59", "milestones": 0,
             "snapshotHash": "79c6d61344be00e74b64db50b5b9639bbfd2d845d2d686ec380526eb898a9d8a",
             "terms": {"version": "2026-11", "feeVersion": "2026-11",
                       "price": {"amountMinor": 300000, "currency": "CNY"},
                       "buyerFee": {"amountMinor": 0, "currency": "CNY"},
                       "sellerFee": {"amountMinor": 1800, "currency": "CNY"},
                       "total": {"amountMinor": 300000, "currency": "CNY"},
                       "sellerAmount": {"amountMinor": 298200, "currency": "CNY"},
                       "lines": [{"line": "PRICE", "paidBy": "BUYER", "amount": {"amountMinor": 300000, "currency": "CNY"}},
                                 {"line": "BUYER_FEE", "paidBy": "BUYER", "amount": {"amountMinor": 0, "currency": "CNY"}},
                                 {"line": "SELLER_FEE", "paidBy": "SELLER",
                                  "amount": {"amountMinor": 1800, "currency": "CNY"}}]},
             "placedAt": "2026-11-02T10:00:00Z",
             "progress": {"reserved": false, "screening": "WAITING", "agreed": true,
                          "answerDueAt": "2026-11-02T10:30:00Z"},
             "allowed": ["CANCEL"]}""";
    static final String PAYMENT_REQUEST = """
            {"method": "SANDBOX_CARD", "script": "late:PT20M"}""";
    static final String PAYMENT = """
            {"paymentId": "019aa1f0-0009-7001-8000-000000002329", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "method": "SANDBOX_CARD", "capture": "AT_ONCE", "amount": {"amountMinor": 300000, "currency": "CNY"},
             "status": "PENDING",
             "askedAt": "2026-11-02T10:04:00Z"}""";
    static final String REFUND_OFFER_REQUEST = """
            {"amount": {"amountMinor": 30000, "currency": "CNY"}}""";
    static final String REFUND_OFFER = """
            {"number": 1, "by": "SELLER", "amount": {"amountMinor": 30000, "currency": "CNY"}, "status": "OPEN",
             "offeredAt": "2026-11-06T08:00:00Z"}""";
    static final String HAND_OVER_CODE = """
            {"number": 1, "code": "042917", "triesLeft": 5, "issuedAt": "2026-11-04T08:00:00Z",
             "signingKey": {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                            "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}}""";
    static final String MILESTONES = """
            {"items": [{"milestoneId": "019aa1f0-000d-7001-8000-0000000032c9", "number": 1, "title": "Camera body",
                        "price": {"amountMinor": 200000, "currency": "CNY"}, "state": "DELIVERED",
                        "deliveredAt": "2026-11-05T03:00:00Z", "autoConfirmAt": "2026-11-12T03:00:00Z"},
                       {"milestoneId": "019aa1f0-000d-7002-8000-0000000032ca", "number": 2, "title": "Two lenses",
                        "price": {"amountMinor": 100000, "currency": "CNY"}, "state": "AWAITED"}]}""";
    static final String MILESTONES_RULED = """
            {"items": [{"milestoneId": "019aa1f0-000d-7001-8000-0000000032c9", "number": 1, "title": "Camera body",
                        "price": {"amountMinor": 200000, "currency": "CNY"}, "state": "RELEASED", "acceptedBy": "BUYER",
                        "acceptedAt": "2026-11-06T09:00:00Z", "disputeId": "019aa1f0-000e-7001-8000-0000000036b1",
                        "rulingId": "019aa1f0-000f-7001-8000-000000003a99",
                        "toBuyer": {"amountMinor": 50000, "currency": "CNY"},
                        "toSeller": {"amountMinor": 149100, "currency": "CNY"}},
                       {"milestoneId": "019aa1f0-000d-7002-8000-0000000032ca", "number": 2, "title": "Two lenses",
                        "price": {"amountMinor": 100000, "currency": "CNY"}, "state": "AWAITED"}]}""";
    static final String HISTORY = """
            {"items": [{"to": "PLACED", "actor": "BUYER", "actorId": "019aa1f0-0001-7001-8000-0000000003e9",
                        "reason": "PLACE", "at": "2026-11-02T10:00:00Z"},
                       {"from": "PLACED", "to": "AWAITING_PAYMENT", "actor": "RISK", "reason": "TAKE_VERDICT",
                        "detail": "ALLOW", "at": "2026-11-02T10:00:00.050Z"}]}""";
    static final String ENTRIES = """
            {"items": [{"entryId": "019aa1f0-0008-7001-8000-000000001f41",
                        "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "fact": "FUNDED",
                        "postings": [{"account": "PROVIDER_CLEARING", "side": "DEBIT",
                                      "amount": {"amountMinor": 300000, "currency": "CNY"}},
                                     {"account": "ESCROW_LIABILITY:019aa1f0-0003-7001-8000-000000000bb9",
                                      "side": "CREDIT", "amount": {"amountMinor": 300000, "currency": "CNY"}}],
                        "postedAt": "2026-11-02T10:05:00Z"}]}""";
    static final String BOOKED_ENTRIES = """
            {"items": [{"n": 17, "entryId": "019aa1f0-0008-7001-8000-000000001f41",
                        "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "fact": "FUNDED",
                        "operationKey": "FUNDED:019aa1f0-0003-7001-8000-000000000bb9",
                        "postedAt": "2026-11-02T10:05:00Z", "correlationId": "c-7f1",
                        "providerReference": "sbx_019aa1f0-000c-7001-8000-000000002ee1",
                        "postings": [{"account": "PROVIDER_CLEARING", "side": "DEBIT",
                                      "amount": {"amountMinor": 300000, "currency": "CNY"}},
                                     {"account": "ESCROW_LIABILITY:019aa1f0-0003-7001-8000-000000000bb9",
                                      "side": "CREDIT", "amount": {"amountMinor": 300000, "currency": "CNY"}}]}]}""";
    static final String ACCOUNTS = """
            {"items": [{"account": "ESCROW_LIABILITY:019aa1f0-0003-7001-8000-000000000bb9", "kind": "ESCROW_LIABILITY",
                        "owner": "019aa1f0-0003-7001-8000-000000000bb9", "side": "CREDIT", "currency": "CNY",
                        "balanceMinor": 300000}]}""";
    static final String PROOF = """
            {"length": 1, "head": {"n": 1, "hash": "5b2f7d1c9a4e8360b7f2d4c6a1e3950872fd6b48c1a0937e5d2b8f64a3c01e97"},
             "verifiedUpTo": 1, "checkedAt": "2026-11-02T10:05:02Z", "balanced": true,
             "totals": [{"currency": "CNY", "debitMinor": 300000, "creditMinor": 300000, "differenceMinor": 0}],
             "links": [{"n": 1, "contentHash": "c0ffee5b2f7d1c9a4e8360b7f2d4c6a1e3950872fd6b48c1a0937e5d2b8f64a3",
                        "hash": "5b2f7d1c9a4e8360b7f2d4c6a1e3950872fd6b48c1a0937e5d2b8f64a3c01e97",
                        "entry": {"entryId": "019aa1f0-0008-7001-8000-000000001f41",
                                  "orderId": "019aa1f0-0003-7001-8000-000000000bb9", "fact": "FUNDED",
                                  "operationKey": "FUNDED:019aa1f0-0003-7001-8000-000000000bb9",
                                  "postedAt": "2026-11-02T10:05:00Z",
                                  "postings": [{"line": 1, "account": "PROVIDER_CLEARING", "side": "DEBIT",
                                                "amountMinor": 300000, "currency": "CNY"},
                                               {"line": 2, "side": "CREDIT", "amountMinor": 300000, "currency": "CNY",
                                                "account": "ESCROW_LIABILITY:019aa1f0-0003-7001-8000-000000000bb9"}]}}]}""";
    static final String EXPORT = """
            {"format":"bonafide.ledger.v1","after":{"n":0,"hash":"0000000000000000000000000000000000000000000000000000000000000000"}}
            {"n":1,"contentHash":"c0ffee…","hash":"5b2f7d…","entry":{"entryId":"019aa1f0-0008-7001-8000-000000001f41"}}
            {"end":{"n":1,"hash":"5b2f7d…"}}""";
    static final String FINDING = """
            {"findingId": "019aa1f0-000d-7001-8000-0000000032c9", "code": "ENTRY_ALTERED", "n": 17,
             "entryId": "019aa1f0-0008-7001-8000-000000001f41", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "detail": "The entry is not what was sealed.", "foundAt": "2026-11-02T11:00:00Z",
             "frozen": [{"kind": "ORDER", "id": "019aa1f0-0003-7001-8000-000000000bb9"}], "consents": []}""";
    static final String FINDINGS = "{\"items\": [" + FINDING + "]}";
    static final String RESOLUTION = """
            {"reason": "The row was altered by hand during maintenance and has been restored from last night's backup."}""";
    static final String TRIAL_BALANCE = """
            {"balanced": true,
             "totals": [{"currency": "CNY", "debitMinor": 600000, "creditMinor": 600000, "differenceMinor": 0}],
             "lines": [{"currency": "CNY", "kind": "ESCROW_LIABILITY", "debitMinor": 300000, "creditMinor": 300000,
                        "balanceMinor": 0},
                       {"currency": "CNY", "kind": "PROVIDER_CLEARING", "debitMinor": 300000, "creditMinor": 0,
                        "balanceMinor": 300000},
                       {"currency": "CNY", "kind": "SELLER_PAYABLE", "debitMinor": 0, "creditMinor": 300000,
                        "balanceMinor": -300000}]}""";
    static final String WEBHOOK = """
            {"type": "payment.succeeded", "subject": "019aa1f0-0009-7001-8000-000000002329",
             "reference": "sbx_019aa1f0-000c-7001-8000-000000002ee1",
             "amount": {"amountMinor": 300000, "currency": "CNY"}}""";
    static final String WRONG_STAGE = """
            {"type": "https://bonafide.dev/problems/wrong-stage", "title": "Not at this stage", "status": 409,
             "detail": "ACCEPT does nothing at stage FUNDED.", "code": "WRONG_STAGE", "asked": "ACCEPT",
             "stage": "FUNDED", "allowed": ["CANCEL"]}""";

    private Examples() {}
}
