package dev.bonafide.risk.web;

/** Bodies shown in the API description. */
final class Examples {
    static final String DECISION = """
            {"decisionId": "5f1c6a52-0c1e-8d0a-9c55-6f1f3c8a2b11", "subjectKind": "LISTING",
             "subjectId": "019aa1f0-0002-7001-8000-0000000007d1", "accountId": "019aa1f0-0001-7002-8000-0000000003ea",
             "outcome": "REVIEW", "reasons": ["The text seems to lead buyers to a contact outside of the platform."],
             "automated": true, "decidedAt": "2026-11-02T09:00:00.900Z"}""";
    static final String DECISIONS = "{\"items\": [" + DECISION + "]}";
    static final String REPLAY = """
            {"decisionId": "5f1c6a52-0c1e-8d0a-9c55-6f1f3c8a2b11", "same": true,
             "recorded": {"policyVersion": "2026-11-1f2e3d4c", "outcome": "REVIEW", "score": 100, "hits": []},
             "replayed": {"policyVersion": "2026-11-1f2e3d4c", "outcome": "REVIEW", "score": 100, "hits": []},
             "rulesThatDiffer": []}""";
    static final String CASE = """
            {"caseId": "019aa1f0-000c-7001-8000-000000002ee1", "state": "CLOSED", "kind": "LISTING_REVIEW",
             "subjectKind": "LISTING", "subjectId": "019aa1f0-0002-7001-8000-0000000007d1",
             "accountId": "019aa1f0-0001-7002-8000-0000000003ea", "openedAt": "2026-11-02T09:00:01Z",
             "decision": {"outcome": "APPROVE", "label": "FALSE_POSITIVE", "note": "The number is an IMEI.",
                          "decidedBy": "019aa1f0-0001-7009-8000-0000000003f1", "decidedAt": "2026-11-02T11:00:00Z"},
             "alerts": []}""";
    static final String CASES = """
            {"items": [{"caseId": "019aa1f0-000c-7001-8000-000000002ee1", "state": "OPEN", "kind": "LISTING_REVIEW",
             "subjectKind": "LISTING", "subjectId": "019aa1f0-0002-7001-8000-0000000007d1",
             "accountId": "019aa1f0-0001-7002-8000-0000000003ea", "openedAt": "2026-11-02T09:00:01Z"}]}""";
    static final String RULING = """
            {"outcome": "APPROVE", "label": "FALSE_POSITIVE", "note": "The number is an IMEI."}""";
    static final String RESTRICTIONS = """
            {"items": [{"restrictionId": "019aa1f0-000d-7001-8000-0000000032c9", "scope": "PUBLISH",
             "from": "2026-11-02T11:00:00Z", "until": "2026-11-09T11:00:00Z", "state": "ACTIVE",
             "statement": {"statementId": "019aa1f0-000e-7001-8000-0000000036b1",
               "reason": "Within 24 hours 3 of your listings were offered far below the market.",
               "meaning": "You cannot publish listings.",
               "redress": "You can appeal until 2026-12-02T11:00:00Z.", "ruleId": "L02", "ruleVersion": 1,
               "policyVersion": "2026-11-1f2e3d4c", "automated": true, "facts": {"acctCheap24h": "3"},
               "appealUntil": "2026-12-02T11:00:00Z"}}]}""";

    private Examples() {}
}
