package dev.bonafide.escrow.model;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What can be seen of an order and its seller from outside, at one moment. */
record Sight(
        String stage,
        long held,
        long onItsWayBack,
        long earned,
        long inTransit,
        long owed,
        long pulledBack,
        int parked,
        long stillToPay,
        Map<String, Bell> bells) {
    static final Sight NOTHING = new Sight("", 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    /** A deadline as the table keeps it. */
    record Bell(String kind, UUID ref, Instant dueAt) {}
}
