package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Open;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    Milestones later(Duration stoodStill) {
        return map(at -> at.state() instanceof Delivered(var deliveredAt, var autoConfirmAt)
                ? new At(at.milestone(), new Delivered(deliveredAt, autoConfirmAt.plus(stoodStill)))
                : at);
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

    boolean haveEnded() {
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
    Legs ended(Legs nothing) {
        return all.stream()
                .map(at -> switch (at.state()) {
                    case Open _ -> nothing;
                    case Released _ -> Settlement.release(at.milestone().hold());
                    case Refunded _ -> Settlement.refund(at.milestone().hold());
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
