package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A balanced entry stands in the ledger, said on topic {@value #TOPIC} under the entry's id. */
public record LedgerEntryPostedV1(
        UUID entryId, @Nullable UUID orderId, String fact, List<PostingV1> postings, Instant postedAt) {
    /** Where it is said. */
    public static final String TOPIC = "escrow.ledger";
    /** The wire name with version. */
    public static final String TYPE = "bonafide.escrow.LedgerEntryPosted.v1";

    /** One side of the entry. */
    public record PostingV1(String account, Side side, Money amount) {}

    /** The event of an entry. */
    public static LedgerEntryPostedV1 of(Entry entry) {
        return new LedgerEntryPostedV1(
                entry.entryId(),
                entry.orderId(),
                entry.fact().name(),
                entry.postings().stream()
                        .map(posting -> new PostingV1(posting.account().code(), posting.side(), posting.amount()))
                        .toList(),
                entry.postedAt());
    }
}
