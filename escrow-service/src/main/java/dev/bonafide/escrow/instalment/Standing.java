package dev.bonafide.escrow.instalment;

import org.jspecify.annotations.Nullable;

/**
 * What we have heard of a buyer.
 *
 * @param score the credit score; null while there is none
 */
public record Standing(TrustLevel level, @Nullable Integer score) {

    /** The standing of an account we have not heard of: the lowest. */
    public static final Standing UNKNOWN = new Standing(TrustLevel.L0, null);
}
