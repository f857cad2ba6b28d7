package dev.bonafide.escrow.chargeback;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.order.Transition;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a sale, for the buyer's bank: plain statements, each with a name. What other services know is named by
 * reference, so that a person can fetch it; nothing personal is in here.
 */
public record EvidenceBundle(List<Statement> statements) {
    private static final Set<String> ACCEPTANCES =
            Set.of(Name.ACCEPT_MILESTONE.name(), Name.AUTO_CONFIRM_MILESTONE.name());

    /** One fact in plain English, the language of the card schemes. */
    public record Statement(String name, String text) {}

    /**
     * How the sale was paid.
     *
     * @param authenticated whether the buyer had to prove who they are, as by 3-D Secure
     */
    public record Paid(UUID payment, String method, Money amount, Instant askedAt, boolean authenticated) {}

    /** Money that is on its way back to the buyer, or back already. */
    public record GivenBack(UUID refund, Money amount, String status) {}

    /**
     * What became of the parcel.
     *
     * @param id in the logistics service, where the carrier's proof of delivery is
     */
    public record Parcel(UUID id, @Nullable Instant deliveredAt) {}

    /** Collects it. */
    public static EvidenceBundle of(
            Agreement agreement,
            List<Transition> history,
            Paid paid,
            List<GivenBack> givenBack,
            @Nullable Parcel parcel,
            @Nullable UUID dispute) {
        var statements = new ArrayList<Statement>();
        statements.add(new Statement("ORDER", order(agreement)));
        statements.add(new Statement("PAYMENT", payment(paid)));
        statements.add(new Statement("HISTORY", history(history)));
        if (parcel != null) {
            statements.add(new Statement("SHIPMENT", shipment(parcel)));
        }
        acceptance(history).ifPresent(statements::add);
        if (agreement.isInMilestones()) {
            statements.add(new Statement("MILESTONES", milestones(agreement, history)));
        }
        if (!givenBack.isEmpty()) {
            statements.add(new Statement("REFUNDS", refunds(givenBack)));
        }
        if (dispute != null) {
            statements.add(new Statement(
                    "DISPUTE", "A dispute was opened about this order. Its file: dispute:" + dispute + "."));
        }
        return new EvidenceBundle(List.copyOf(statements));
    }

    private static String order(Agreement a) {
        var terms = a.terms();
        return "Order " + a.orderId() + " was placed at " + a.placedAt() + " by account " + a.buyerId()
                + " for listing "
                + a.listingId() + " in the version with SHA-256 " + a.snapshotHash() + ", at a price of "
                + terms.price()
                + " and " + terms.total() + " in all, under terms " + terms.version()
                + ". The money was to be held until the buyer had inspected the item. Delivery address: address:"
                + a.deliveryAddressId() + ".";
    }

    private static String payment(Paid paid) {
        return "Payment " + paid.payment() + " of " + paid.amount() + " by " + paid.method() + " was asked for at "
                + paid.askedAt() + " by the buyer, signed in. "
                + (paid.authenticated()
                        ? "The buyer was sent to their bank to authenticate first."
                        : "The bank asked for no further authentication.");
    }

    private static String history(List<Transition> history) {
        return history.stream()
                .map(step -> step.at() + " " + step.actor() + " " + step.reason() + ": "
                        + (step.from() == null ? "" : step.from() + " to ") + step.to())
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String shipment(Parcel parcel) {
        var delivered = parcel.deliveredAt();
        return "The item was sent in parcel shipment:" + parcel.id() + ". "
                + (delivered == null
                        ? "The carrier has not reported its delivery yet."
                        : "The carrier reported its delivery at " + delivered + ".");
    }

    private static Optional<Statement> acceptance(List<Transition> history) {
        return history.stream()
                .filter(step -> step.to() == Stage.ACCEPTED)
                .findFirst()
                .map(step -> new Statement(
                        "ACCEPTANCE",
                        "The item was accepted as described at " + step.at() + ": "
                                + (step.actorId() == null
                                        ? "the time to inspect it passed without a complaint, after two reminders."
                                        : "by the buyer, account " + step.actorId() + ".")));
    }

    private static String milestones(Agreement agreement, List<Transition> history) {
        return "The order was to be delivered in "
                + agreement.milestones().size()
                + " milestones, which both sides had agreed to, each paid to the seller when "
                + "it was accepted. "
                + history.stream()
                        .filter(step -> ACCEPTANCES.contains(step.reason()))
                        .map(step -> step.detail() + " was accepted at " + step.at()
                                + (step.actorId() == null
                                        ? ", the time to look at it having passed without a complaint."
                                        : " by the buyer, account " + step.actorId() + "."))
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    private static String refunds(List<GivenBack> givenBack) {
        return givenBack.stream()
                .map(back -> back.amount() + " (refund " + back.refund() + ", " + back.status() + ")")
                .collect(Collectors.joining("; ", "Given back to the buyer beside this: ", "."));
    }
}
