package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The lines of an export: JSON, one value per line. First what it is and after which place it begins, then one line per
 * seal with its entry, and at last the place it has come to, so that a file that was cut is told from a whole one.
 */
public final class ExportLines {
    /** The media type of an export. */
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ExportLines() {}

    /** The first line of an export that begins after that place. */
    public static ObjectNode first(Anchor after) {
        return JSON.objectNode().put("format", Seal.FORMAT).set("after", node(after));
    }

    /** The line of a seal and its entry; without the entry where that is gone. */
    public static ObjectNode line(SealedEntry link) {
        var seal = link.seal();
        var line = JSON.objectNode()
                .put("n", seal.n())
                .put("contentHash", seal.contentHash())
                .put("hash", seal.hash());
        return link.entry() == null ? line : line.set("entry", link.entry());
    }

    /** The last line of an export that has come to that place. */
    public static ObjectNode last(Anchor head) {
        return JSON.objectNode().set("end", node(head));
    }

    static boolean isLast(JsonNode line) {
        return line.has("end");
    }

    static SealedEntry sealedEntry(JsonNode line) {
        var n = line.path("n");
        if (!n.isIntegralNumber() || !n.canConvertToLong()) {
            return SealedEntry.UNREADABLE;
        }
        return new SealedEntry(
                new Seal(
                        n.asLong(),
                        line.path("contentHash").asText(),
                        line.path("hash").asText()),
                line.get("entry"));
    }

    static Anchor anchor(JsonNode node) {
        return new Anchor(node.path("n").asLong(-1), node.path("hash").asText());
    }

    private static ObjectNode node(Anchor anchor) {
        return JSON.objectNode().put("n", anchor.n()).put("hash", anchor.hash());
    }
}
