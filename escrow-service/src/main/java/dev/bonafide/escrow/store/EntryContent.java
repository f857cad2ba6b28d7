package dev.bonafide.escrow.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says, as it is sealed and exported: made from rows as they are, which an auditor must be able to read also
 * when somebody has altered them.
 */
final class EntryContent {
    /** The columns it is made of; entry {@code e}, posting {@code p}. */
    static final String COLUMNS = """
            e.id, e.order_id, e.fact, e.operation_key, e.posted_at, e.correlation_id, e.idempotency_key,
            e.provider_reference, p.line, p.account, p.side, p.amount_minor, p.currency""";

    private static final int ORDER = 1;
    private static final int ACCOUNT = 9;

    private final Object[] row;
    private final int first;

    /** The columns of that row, beginning there. */
    EntryContent(Object[] row, int first) {
        this.row = row;
        this.first = first;
    }

    @Nullable
    Object entryId() {
        return row[first];
    }

    @Nullable
    Object orderId() {
        return row[first + ORDER];
    }

    @Nullable
    String account() {
        return (String) row[first + ACCOUNT];
    }

    /** The entry without its postings. What it does not have is left out. */
    ObjectNode entry() {
        var entry = JsonNodeFactory.instance.objectNode();
        put(entry, "entryId", row[first]);
        put(entry, "orderId", row[first + ORDER]);
        put(entry, "fact", row[first + 2]);
        put(entry, "operationKey", row[first + 3]);
        put(entry, "postedAt", Orders.instant(row[first + 4]));
        put(entry, "correlationId", row[first + 5]);
        put(entry, "idempotencyKey", row[first + 6]);
        put(entry, "providerReference", row[first + 7]);
        entry.putArray("postings");
        return entry;
    }

    /** Adds the row's posting, if it has one. */
    void addPosting(ObjectNode entry) {
        if (row[first + 8] == null) {
            return;
        }
        ((ArrayNode) entry.get("postings"))
                .addObject()
                .put("line", ((Number) row[first + 8]).intValue())
                .put("account", account())
                .put("side", (String) row[first + 10])
                .put("amountMinor", ((Number) row[first + 11]).longValue())
                .put("currency", (String) row[first + 12]);
    }

    private static void put(ObjectNode entry, String name, @Nullable Object value) {
        if (value != null) {
            entry.put(name, value.toString());
        }
    }
}
