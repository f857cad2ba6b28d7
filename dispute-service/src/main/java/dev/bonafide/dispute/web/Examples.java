package dev.bonafide.dispute.web;

/** Bodies as they really look, for the OpenAPI document. */
final class Examples {
    static final String OPEN = """
            {"orderId": "019aa1f0-0003-7001-8000-000000000bb9", "reason": "SNAD",
             "text": "屏幕右上角有三个坏点，商品描述中没有提到。"}""";
    static final String OPENED = """
            {"disputeId": "019aa1f0-0004-7001-8000-000000000fa1", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "buyerId": "019aa1f0-0001-7001-8000-0000000003e9", "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
             "openedBy": "BUYER", "reason": "SNAD", "text": "屏幕右上角有三个坏点，商品描述中没有提到。",
             "openedAt": "2026-11-06T08:00:00Z", "stage": "OPENING", "freeze": "ASKED", "evidenceItems": 0,
             "chainHead": "0000000000000000000000000000000000000000000000000000000000000000"}""";
    static final String IN_HANDS = """
            {"disputeId": "019aa1f0-0004-7001-8000-000000000fa1", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "buyerId": "019aa1f0-0001-7001-8000-0000000003e9", "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
             "openedBy": "BUYER", "reason": "SNAD", "text": "屏幕右上角有三个坏点，商品描述中没有提到。",
             "openedAt": "2026-11-06T08:00:00Z", "stage": "IN_HANDS", "freeze": "HELD",
             "arbiterId": "019aa1f0-0001-7003-8000-0000000003eb", "evidenceItems": 1,
             "chainHead": "f49a30d1f2a17bd1251e1fec0717ccb11693bdd8989f602d430f432b3c848ec3"}""";
    static final String RULED = """
            {"disputeId": "019aa1f0-0004-7001-8000-000000000fa1", "orderId": "019aa1f0-0003-7001-8000-000000000bb9",
             "buyerId": "019aa1f0-0001-7001-8000-0000000003e9", "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
             "openedBy": "BUYER", "reason": "SNAD", "text": "屏幕右上角有三个坏点，商品描述中没有提到。",
             "openedAt": "2026-11-06T08:00:00Z", "stage": "EXECUTING", "freeze": "HELD",
             "arbiterId": "019aa1f0-0001-7003-8000-0000000003eb", "moneyMoved": false,
             "ruling": {"rulingId": "019aa1f0-000a-7001-8000-000000002711", "by": "ARBITER", "outcome": "BUYER",
               "reasons": "照片显示屏幕有坏点，商品描述未提及。", "ruledAt": "2026-11-06T12:00:00Z"},
             "evidenceItems": 1, "chainHead": "f49a30d1f2a17bd1251e1fec0717ccb11693bdd8989f602d430f432b3c848ec3"}""";
    static final String PAGE = "{\"items\": [" + OPENED + "]}";
    static final String HISTORY = """
            {"items": [{"to": "OPENING", "actor": "BUYER", "reason": "OPEN_DISPUTE", "at": "2026-11-06T08:00:00Z"},
              {"from": "OPENING", "to": "QUEUED", "actor": "ESCROW", "reason": "CONFIRM_FREEZE",
               "at": "2026-11-06T08:00:00.030Z"}]}""";
    static final String RULE = """
            {"outcome": "BUYER", "reasons": "照片显示屏幕有坏点，商品描述未提及。"}""";
    static final String STATEMENT = """
            {"text": "开箱时就发现屏幕有坏点，见照片。"}""";
    static final String EVIDENCE = """
            {"evidenceId": "019aa1f0-0009-7001-8000-000000002329", "entryNumber": 1, "by": "BUYER", "kind": "FILE",
             "mediaType": "image/jpeg", "size": 183204,
             "sha256": "55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8",
             "at": "2026-11-06T08:10:00Z",
             "prev": "0000000000000000000000000000000000000000000000000000000000000000",
             "entryHash": "f49a30d1f2a17bd1251e1fec0717ccb11693bdd8989f602d430f432b3c848ec3"}""";
    static final String EVIDENCE_LIST = "{\"items\": [" + EVIDENCE + "]}";
    static final String INTACT = """
            {"intact": true, "entries": 3,
             "chainHead": "a6d09361bd8c06c5d3c6bcd4ea85674a8945be83e549a12588f269da52356472"}""";
    static final String BROKEN = """
            {"intact": false, "entries": 3,
             "chainHead": "a6d09361bd8c06c5d3c6bcd4ea85674a8945be83e549a12588f269da52356472",
             "finding": {"code": "CONTENT_ALTERED", "entryNumber": 2,
               "evidenceId": "019aa1f0-0009-7002-8000-00000000232a",
               "text": "The content of evidence 019aa1f0-0009-7002-8000-00000000232a is not what was sealed."}}""";

    private Examples() {}
}
