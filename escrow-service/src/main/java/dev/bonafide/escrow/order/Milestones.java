package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Open;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The milestones of an order that is under way, each at its own state. */
public record Milestones(List<At> all) {

    /** A milestone and how far it is. */
    public record At(Milestone milestone, MilestoneState state) {}

    /** Refuses none at all: an order without milestones is no such order. */
    public Milestones {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("An order in milestones has some");
        }
    }

    /** Those of an order that a dispute of their own has frozen, also while a bank has frozen the whole order. */
    public static List<At> frozenOf(Order order) {
        return ofOpen(order).map(Milestones::frozen).orElse(List.of());
    }

    /** Those of an order that still holds money and has some. */
    public static Optional<Milestones> ofOpen(Order order) {
        return switch (order) {
            case InMilestones o -> Optional.of(o.milestones());
            case Order.Disputed o when o.before() instanceof InMilestones before -> Optional.of(before.milestones());
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _, Order.Ended _ ->
                Optional.empty();
        };
    }

    static Milestones awaited(List<Milestone> agreed) {
        return new Milestones(agreed.stream()
                .map(milestone -> new At(milestone, new Awaited()))
                .toList());
    }

    /** How far the milestone of that number is; there must be one. */
    public MilestoneState state(int number) {
        return all.stream()
                .filter(at -> at.milestone().number() == number)
                .findFirst()
                .orElseThrow()
                .state();
    }

    Milestones with(int number, MilestoneState state) {
        return map(at -> at.milestone().number() == number ? new At(at.milestone(), state) : at);
    }

    /** What nobody has delivered is the buyer's again. */
    Milestones withoutAwaited() {
        return map(at -> at.state() instanceof Awaited ? new At(at.milestone(), new Refunded()) : at);
    }

    /** What nobody has spoken about until its deadline is accepted by then. */
    Milestones silentUntil(Instant moment) {
        return map(at -> at.state() instanceof Delivered(var _, var autoConfirmAt) && !moment.isBefore(autoConfirmAt)
                ? new At(at.milestone(), new Released(AcceptedBy.TIMER, autoConfirmAt))
                : at);
    }

    /** The same with the clocks of all that are delivered moved on; one that is frozen has a standstill of its own. */
    Milestones later(Duration stoodStill) {
        return map(at ->
                at.state() instanceof Delivered delivered ? new At(at.milestone(), delivered.later(stoodStill)) : at);
    }

    /** Whether something has been delivered, or has ended: from then on nobody simply cancels. */
    boolean haveBegun() {
        return all.stream().anyMatch(at -> !(at.state() instanceof Awaited));
    }

    boolean isAnyAwaited() {
        return all.stream().anyMatch(at -> at.state() instanceof Awaited);
    }

    boolean isAnyDelivered() {
        return all.stream().anyMatch(at -> at.state() instanceof Delivered);
    }

    boolean isAnyRefunded() {
        return all.stream().anyMatch(at -> at.state() instanceof Refunded);
    }

    /** Those that a dispute of their own has frozen. */
    public List<At> frozen() {
        return all.stream().filter(at -> at.state() instanceof Frozen).toList();
    }

    /** The one that a dispute is about, or was until it was decided. */
    Optional<At> about(UUID dispute) {
        return all.stream()
                .filter(at -> switch (at.state()) {
                    case Frozen frozen -> frozen.dispute().equals(dispute);
                    case Ruled ruled -> ruled.dispute().equals(dispute);
                    case Awaited _, Delivered _, Released _, Refunded _ -> false;
                })
                .findFirst();
    }

    /** The last of those of which a ruling has given the buyer something. */
    Optional<Ruled> ruledForBuyer() {
        return all.stream()
                .flatMap(at -> at.state() instanceof Ruled ruled
                                && ruled.legs().buyer().isPositive()
                        ? Stream.of(ruled)
                        : Stream.empty())
                .reduce((_, last) -> last);
    }

    /** Whether none of them holds money any more. */
    public boolean haveEnded() {
        return open().findAny().isEmpty();
    }

    /** Whether, at that moment, the time to dispute is over for everything that is still open. */
    boolean isTimeOver(Instant at) {
        return open().allMatch(one ->
                one.state() instanceof Delivered(var _, var autoConfirmAt) && !at.isBefore(autoConfirmAt));
    }

    /** What is still held, for the milestones that are open. */
    Hold held() {
        return open().map(at -> at.milestone().hold()).reduce(Hold::plus).orElseThrow();
    }

    /** Who has had what of the milestones that have ended. */
    public Legs ended(Legs nothing) {
        return all.stream()
                .map(at -> switch (at.state()) {
                    case Open _ -> nothing;
                    case Released _ -> Settlement.release(at.milestone().hold());
                    case Refunded _ -> Settlement.refund(at.milestone().hold());
                    case Ruled(var _, var _, var legs) -> legs;
                })
                .reduce(nothing, Legs::plus);
    }

    private Stream<At> open() {
        return all.stream().filter(at -> at.state() instanceof Open);
    }

    private Milestones map(UnaryOperator<At> change) {
        return new Milestones(all.stream().map(change).toList());
    }
}
