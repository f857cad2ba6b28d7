package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Chains to test with. */
final class Chains {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Chains() {}

    /** A chain of that many entries, the n-th over n yuan. */
    static List<SealedEntry> of(int length) {
        var chain = new ArrayList<SealedEntry>();
        var last = Anchor.GENESIS;
        for (int n = 1; n <= length; n++) {
            var link = next(last, entry(n));
            chain.add(link);
            last = link.seal().anchor();
        }
        return chain;
    }

    static SealedEntry next(Anchor last, JsonNode entry) {
        return new SealedEntry(Seal.after(last, entry), entry);
    }

    static ObjectNode entry(int n) {
        var entry = JSON.createObjectNode()
                .put("entryId", "019aa1f0-0008-7001-8000-%012d".formatted(n))
                .put("orderId", "019aa1f0-0003-7001-8000-%012d".formatted(n))
                .put("fact", "FUNDED")
                .put("operationKey", "FUNDED:" + n)
                .put("postedAt", "2026-11-02T10:05:00Z");
        var postings = entry.putArray("postings");
        posting(postings.addObject(), 1, "PROVIDER_CLEARING", "DEBIT", n * 100L);
        posting(postings.addObject(), 2, "ESCROW_LIABILITY:" + n, "CREDIT", n * 100L);
        return entry;
    }

    private static void posting(ObjectNode posting, int line, String account, String side, long minor) {
        posting.put("line", line)
                .put("account", account)
                .put("side", side)
                .put("amountMinor", minor)
                .put("currency", "CNY");
    }

    static Anchor head(List<SealedEntry> chain) {
        return chain.getLast().seal().anchor();
    }

    /** The lines of its export. */
    static List<String> export(List<SealedEntry> chain) {
        var lines = new ArrayList<String>();
        lines.add(ExportLines.first(Anchor.GENESIS).toString());
        chain.forEach(link -> lines.add(ExportLines.line(link).toString()));
        lines.add(ExportLines.last(head(chain)).toString());
        return lines;
    }
}
