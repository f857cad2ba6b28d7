package dev.bonafide.dispute.evidence;

import dev.bonafide.dispute.dispute.Party;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;

/**
 * One line in the chain of custody of a dispute.
 *
 * @param n its number, from 1 without gaps
 * @param itemId the piece it is about
 * @param actor the account that acted
 * @param role as what
 * @param at server time, to the microsecond
 * @param sha256 of the content
 * @param size of the content in bytes
 * @param prev hash of the line before, or {@link #GENESIS}
 */
public record Entry(
        long n,
        UUID disputeId,
        UUID itemId,
        Action action,
        UUID actor,
        Party role,
        Instant at,
        String sha256,
        long size,
        String mediaType,
        String prev) {

    /** What the first line has before it. */
    public static final String GENESIS = "0".repeat(64);

    private static final byte[] DOMAIN = "bonafide.evidence.v1".getBytes(StandardCharsets.US_ASCII);

    /** What happened to a piece. */
    public enum Action {
        /** It was taken in whole, and from now on cannot be changed. */
        SEALED
    }

    /** {@code SHA-256("bonafide.evidence.v1" ‖ prev ‖ canonical JSON)}, prev as its 64 hexadecimal digits. */
    public String hash() {
        return hashAs(n);
    }

    /** What the hash would be at another place of the chain, to tell an exchange of lines from a change of one. */
    String hashAs(long number) {
        return Sha256.of(
                DOMAIN,
                prev.getBytes(StandardCharsets.US_ASCII),
                canonicalJson(number).getBytes(StandardCharsets.UTF_8));
    }

    /** The line as it is hashed: JSON by RFC 8785. */
    public String canonicalJson() {
        return canonicalJson(n);
    }

    private String canonicalJson(long number) {
        var members = new HashMap<String, Object>();
        members.put("n", number);
        members.put("disputeId", disputeId.toString());
        members.put("itemId", itemId.toString());
        members.put("action", action.name());
        members.put("actor", actor.toString());
        members.put("role", role.name());
        members.put("at", at.toString());
        members.put("sha256", sha256);
        members.put("size", size);
        members.put("mediaType", mediaType);
        members.put("prev", prev);
        return CanonicalJson.of(members);
    }
}
