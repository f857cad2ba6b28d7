package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An entry and its seal, as they were found: either may have been tampered with.
 *
 * @param entry what the entry says; null where it is gone and only its seal is left
 */
public record SealedEntry(Seal seal, @Nullable JsonNode entry) {
    /** Where something stands that cannot be read as an entry. */
    public static final SealedEntry UNREADABLE = new SealedEntry(new Seal(0, "", ""), null);
}
