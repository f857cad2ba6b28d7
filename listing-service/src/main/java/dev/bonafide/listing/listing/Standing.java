package dev.bonafide.listing.listing;

import java.util.Optional;
import java.util.UUID;

/**
 * What a seller may do at this moment, as far as it concerns handing in listings.
 *
 * @param verified whether the account has reached the lowest level that may sell
 * @param level its level, such as {@code L1}
 * @param publishPerDay most listings it may hand in within 24 hours
 * @param submittedWithinDay how many others it has handed in within the last 24 hours
 * @param policyVersion of the policy that sets the limit
 * @param restrictedBy the statement of reasons of a restriction on publishing, if one is in force
 */
public record Standing(
        boolean verified,
        String level,
        int publishPerDay,
        long submittedWithinDay,
        String policyVersion,
        Optional<UUID> restrictedBy) {}
