package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where an order stands as the model has it: what is known, which deadlines run, and what has been said of it. */
abstract class Standing {
    /** When every story begins: ahead of every clock, so that no timer of the service plays along. */
    static final Instant START = Instant.parse("2040-01-01T00:00:00Z");

    private static final Set<String> ENDS = Set.of("RELEASED", "REFUNDED", "PARTIALLY_REFUNDED", "CANCELLED");

    /** How a step was answered. */
    enum Answer {
        DONE,
        /** Nothing was left to do. */
        QUIET,
        /** No, or kept for a person. */
        REFUSED
    }

    record Offered(Who by, long amount, String status) {}

    /**
     * What the pool was asked for.
     *
     * @param refusals why it does not pay; none if it does
     * @param debt the number of what the seller owes for it
     */
    record Advance(long amount, List<String> refusals, int debt) {
        boolean isPaid() {
            return refusals.isEmpty();
        }
    }

    /** How far a return is. */
    enum Way {
        AWAITED,
        ON_THE_WAY,
        ARRIVED,
        /** And waits for the end of a freeze, if there is one. */
        OVER,
        /** After the release: it may come all the same. */
        NOT_SENT
    }

    /** Who freezes an order: a party in a dispute, or somebody else. */
    record Freezer(boolean isParty, Instant since) {}

    final Purse purse;
    String stage = "PLACED";
    Instant now = START;
    int parked;
    final Map<String, Integer> said = new TreeMap<>();
    /** Deadlines that stand, by kind; those of refunds and milestones have their number behind it. */
    final Map<String, Instant> timers = new TreeMap<>();

    final Story.Item item;
    final List<Offered> offers = new ArrayList<>();
    final List<Milestone> milestones;
    boolean reserved;
    boolean agreed;
    String screening = "WAITING";
    Instant answerDue;
    Instant payDue = START;
    Instant fundedAt = START;
    Instant shipBy = START;
    int announced = -1;
    int parcel = -1;
    int revision;
    /** Whether a carrier says that it has come. */
    boolean isDelivered;

    Instant deliveredAt = START;
    Instant deliverBy = START;
    Instant confirmAt = START;
    boolean extended;
    String before = "";
    int dispute = -1;
    Instant frozenSince = START;
    /** All who freeze the order now. The dispute is the one of them who has the say. */
    final Map<Integer, Freezer> freezers = new HashMap<>();

    /** The banks that keep what was earned where it is. */
    final Set<Integer> blockedBy = new HashSet<>();
    /** What the end has given the buyer, before fees, and whatever others had made good. */
    long givenToBuyer;

    /** Whether a release was taken back for the dispute: then nothing but a ruling ends it. */
    boolean takenBack;

    /** Whether the dispute claims what is the seller's by now, and nobody has decided. */
    boolean claimed;

    /** The last return that was known. */
    int back = -1;

    Way way = Way.AWAITED;
    /** Whether it began after the release: the order stays released. */
    boolean late;
    /** Until when that may last. */
    Instant backDue = START;
    /** Since when the time to look has stood still for it. */
    Instant stoppedAt = START;
    /** What does not go back to the buyer: kept by the seller, and paid for the way. */
    long kept;

    long freight;

    /** How it ended: BUYER, TIMER, LAST_BUYER, LAST_TIMER, RULED, AGREED, RETURNED or something else. */
    String ground = "";

    Instant acceptedAt = START;

    int ruling = -1;
    final Decrees decrees = new Decrees();

    Coffer coffer = Coffer.FULL;

    /** What the pool was asked for, by number. */
    final Map<Integer, Advance> advances = new HashMap<>();
    /** Those that were found wrong. */
    final Set<Integer> voided = new HashSet<>();
    /** What alone was against one or another of them. */
    final Set<String> refusedFor = new HashSet<>();

    /** How many freezes of milestones nobody has ended. */
    int agedParts;

    /** Claims that the insurer has decided: each is answered once. */
    final Set<Integer> insurances = new HashSet<>();

    Standing(Story.Item item) {
        this.item = item;
        this.purse = new Purse(item, () -> now, this::isFree, this::takeOff);
        this.milestones = purse.whole().inMilestones(item.milestones()).stream()
                .map(Milestone::new)
                .toList();
        this.agreed = !item.isInMilestones();
        this.answerDue = START.plus(item.isInMilestones() ? Duration.ofHours(24) : Duration.ofMinutes(30));
        setTimers();
    }

    static boolean isEnd(String stage) {
        return ENDS.contains(stage);
    }

    boolean isOver() {
        return isEnd(stage);
    }

    /** Whether the buyer looks at the item and may still decide. */
    boolean isLooking() {
        return stage.equals("INSPECTION") && now.isBefore(confirmAt);
    }

    final Duration confirmWithin() {
        return Duration.ofHours(item.meets() ? 72 : item.inspected() ? 48 : 7 * 24);
    }

    /** Where the item is, whether or not a dispute stops the clock. */
    final String place() {
        return stage.equals("DISPUTED") ? before : stage;
    }

    final Answer go(String to) {
        if (!stage.equals("DISPUTED")) {
            return enter(to);
        }
        before = to;
        return enter("DISPUTED");
    }

    /** Until when the seller may send it. */
    Instant shipUntil() {
        return shipBy;
    }

    final Answer enter(String to) {
        stage = to;
        if (isOver()) {
            freezers.clear();
            milestones.stream().filter(Milestone::isOpen).forEach(one -> one.state = Done.CLOSED);
        }
        setTimers();
        standStillOrGoOn();
        return Answer.DONE;
    }

    /** What the buyer still owes of the order may have to wait, or is asked for again. */
    abstract void standStillOrGoOn();

    private void setTimers() {
        timers.keySet().removeIf(kind -> kind.startsWith("order.") || kind.startsWith("milestone."));
        switch (stage) {
            case "PLACED" -> timers.put(Bell.UNANSWERED.kind, answerDue);
            case "AWAITING_PAYMENT" -> timers.put(Bell.UNPAID.kind, payDue);
            case "FUNDED" -> timers.put(Bell.UNSHIPPED.kind, shipUntil());
            case "SHIPPED" -> timers.put(Bell.UNDELIVERED.kind, deliverBy);
            case "INSPECTION" -> setTimersOfSilence("order", "", confirmAt);
            case "RETURNING" -> timers.put(Bell.RETURN.kind, backDue);
            case "RELEASED" -> {
                // Whoever claims what was released decides about the item as well.
                if (isGoingBack() && !isClaim()) {
                    timers.put(Bell.RETURN.kind, backDue);
                }
            }
            case "IN_MILESTONES" -> {
                for (int i = 0; i < milestones.size(); i++) {
                    switch (milestones.get(i).state) {
                        case AWAITED -> timers.put(Bell.MILESTONES.kind, deliverBy);
                        case DELIVERED -> setTimersOfSilence("milestone", " " + i, milestones.get(i).confirmAt);
                        case FROZEN, RELEASED, REFUNDED, RULED, CLOSED -> {}
                    }
                }
            }
            default -> {}
        }
        for (int i = 0; i < milestones.size(); i++) {
            var one = milestones.get(i);
            if (one.isClaimed) {
                timers.put("milestone.freeze-age " + i, one.claimAgesAt);
            } else if (one.state == Done.FROZEN && !isOver()) {
                timers.put("milestone.freeze-age " + i, tomorrow(one.frozenSince));
            }
        }
        // A freeze grows older by the day, until at its ceiling it ends by itself.
        if (stage.equals("DISPUTED") || claimed) {
            timers.put("order.freeze-age", tomorrow(frozenSince));
        }
    }

    /** When a freeze is next a whole number of days old. */
    final Instant tomorrow(Instant since) {
        return since.plus(Duration.ofDays(Duration.between(since, now).toDays() + 1));
    }

    private void setTimersOfSilence(String of, String number, Instant until) {
        for (var hours : new int[] {72, 24}) {
            var at = until.minus(Duration.ofHours(hours));
            if (at.isAfter(now)) {
                timers.put(of + ".reminder-" + hours + "h" + number, at);
            }
        }
        timers.put(of + ".auto-confirm" + number, until);
    }

    final void say(String event) {
        said.merge(event, 1, Integer::sum);
    }

    /** What goes back may not all be money. */
    abstract long takeOff(long back);

    /** Nothing that the order has brought leaves, nor repays anything. */
    final boolean isBlocked() {
        return claimed || isGoingBack() || !blockedBy.isEmpty();
    }

    /** Whether a dispute has claimed what was released, decided or not. */
    final boolean isClaim() {
        return stage.equals("RELEASED") && dispute >= 0 && !ground.equals("RULED");
    }

    /** Whether the item of a released order is on its way back, and nobody has ruled. */
    final boolean isGoingBack() {
        return late && way != Way.OVER && way != Way.NOT_SENT && (claimed || !isClaim());
    }

    /** Whether what has come by that, see {@link Earned}, may leave or repay something. */
    private boolean isFree(int by) {
        return by == Earned.ANOTHER_SALE || (!isBlocked() && (by == Earned.THE_ORDER || !milestones.get(by).isClaimed));
    }

    final void repay() {
        purse.earned.repay();
    }

    /**
     * Nobody has decided in time: what a ruling has fixed gives way to the end of the freeze.
     *
     * @param matter the milestone it is about; -1 for the order as a whole
     * @param isMadeGood whether the buyer cannot have it, and the seller has
     */
    final void giveWay(int matter, boolean isMadeGood) {
        decrees.giveWay(matter);
        if (isMadeGood) {
            say("RulingMoneyRefused");
        }
        say("RulingMoneyFixed");
        say("RulingSettled");
    }
}
