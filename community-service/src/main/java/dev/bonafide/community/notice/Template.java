package dev.bonafide.community.notice;

import java.util.List;

/**
 * Texts of notices. Each stands in both languages in {@code texts/community_*} as {@code notice.<TEMPLATE>.title} and
 * {@code .text}; the facts named here are those its texts may use.
 */
public enum Template {
    ORDER_AWAITING_PAYMENT_BUYER("total", "paymentDueAt"),
    ORDER_AWAITING_PAYMENT_SELLER("paymentDueAt"),
    ORDER_FUNDED_BUYER("amount", "shipBy"),
    ORDER_FUNDED_SELLER("shipBy"),
    ORDER_SHIPPED_BUYER,
    ORDER_SHIPPED_SELLER,
    ORDER_INSPECTION_BUYER("autoConfirmAt"),
    ORDER_INSPECTION_SELLER("autoConfirmAt"),
    ORDER_REMINDER_BUYER("autoConfirmAt"),
    ORDER_ACCEPTED_BUYER,
    ORDER_ACCEPTED_BY_TIME_BUYER,
    ORDER_ACCEPTED_SELLER,
    ORDER_RELEASED_BUYER,
    ORDER_RELEASED_SELLER("sellerAmount", "fee"),
    ORDER_CANCELLED_BUYER("reason"),
    ORDER_CANCELLED_SELLER("reason"),
    ORDER_FROZEN_BUYER("held"),
    ORDER_FROZEN_SELLER("held"),
    ORDER_FREEZE_REFUSED_BUYER("reason"),
    ORDER_REFUNDED_BUYER("amount"),
    ORDER_REFUNDED_SELLER("amount"),
    DISPUTE_OPENED_BUYER("reason"),
    DISPUTE_OPENED_SELLER("reason"),
    DISPUTE_EVIDENCE_ADDED,
    DISPUTE_ASSIGNED_BUYER,
    DISPUTE_ASSIGNED_SELLER,
    DISPUTE_RULED_BUYER("outcome"),
    DISPUTE_RULED_SELLER("outcome"),
    DISPUTE_CLOSED_BUYER("outcome"),
    DISPUTE_CLOSED_SELLER("outcome"),
    LISTING_PUBLISHED,
    LISTING_HELD,
    LISTING_REJECTED("reasons"),
    LISTING_HIDDEN("reason"),
    LISTING_SOLD,
    LISTING_NOT_RESERVED("reason"),
    RESTRICTION_IMPOSED("scope", "until", "appealUntil"),
    RESTRICTION_LIFTED("scope");

    private final List<String> facts;

    Template(String... facts) {
        this.facts = List.of(facts);
    }

    /** Names of the facts its texts may use. */
    public List<String> facts() {
        return facts;
    }
}
