package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    enum Paying {
        PENDING,
        DECLINED,
        KEPT,
        GIVEN_BACK,
        PARKED
    }

    static final class Refund {
        final long amount;
        int tries = 1;
        boolean tryFailed;
        boolean givenUp;
        boolean settled;

        Refund(long amount) {
            this.amount = amount;
        }
    }

    record Offered(Who by, long amount, String status) {}

    /** How far a milestone is. */
    enum Done {
        AWAITED,
        DELIVERED,
        RELEASED,
        REFUNDED
    }

    static final class Milestone {
        final Share share;
        Done state = Done.AWAITED;
        Instant confirmAt = START;

        Milestone(Share share) {
            this.share = share;
        }
    }

    final Purse purse;
    String stage = "PLACED";
    Instant now = START;
    int parked;
    final Map<String, Integer> said = new TreeMap<>();
    /** Deadlines that stand, by kind; those of refunds and milestones have their number behind it. */
    final Map<String, Instant> timers = new TreeMap<>();

    final Story.Item item;
    final List<Paying> payments = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
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
    Instant deliverBy = START;
    Instant confirmAt = START;
    boolean extended;
    String before = "";
    int dispute = -1;
    Instant frozenSince = START;
    /** Whether a release was taken back for the dispute: then nothing but a ruling ends it. */
    boolean takenBack;

    /** Whether the dispute claims what is the seller's by now, and nobody has decided. */
    boolean claimed;

    /** How it ended: BUYER, TIMER, LAST_BUYER, LAST_TIMER, RULED, AGREED or something else. */
    String ground = "";

    Instant acceptedAt = START;

    int ruling = -1;
    /** Rulings that came in events: those that moved the money, and those that were refused, which they stay. */
    final Set<Integer> settledRulings = new HashSet<>();

    final Set<Integer> refusedRulings = new HashSet<>();

    /** Claims that the insurer has decided: each is answered once. */
    final Set<Integer> insurances = new HashSet<>();

    Standing(Story.Item item) {
        this.item = item;
        this.purse = new Purse(item, () -> now);
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

    boolean isPaying() {
        return payments.contains(Paying.PENDING);
    }

    /** Whether the buyer looks at the item and may still decide. */
    boolean isLooking() {
        return stage.equals("INSPECTION") && now.isBefore(confirmAt);
    }

    final Duration confirmWithin() {
        return Duration.ofHours(item.inspected() ? 48 : 7 * 24);
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

    final Answer enter(String to) {
        stage = to;
        setTimers();
        return Answer.DONE;
    }

    private void setTimers() {
        timers.keySet().removeIf(kind -> kind.startsWith("order.") || kind.startsWith("milestone."));
        switch (stage) {
            case "PLACED" -> timers.put(Bell.UNANSWERED.kind, answerDue);
            case "AWAITING_PAYMENT" -> timers.put(Bell.UNPAID.kind, payDue);
            case "FUNDED" -> timers.put(Bell.UNSHIPPED.kind, shipBy);
            case "SHIPPED" -> timers.put(Bell.UNDELIVERED.kind, deliverBy);
            case "INSPECTION" -> setTimersOfSilence("order", "", confirmAt);
            case "IN_MILESTONES" -> {
                for (int i = 0; i < milestones.size(); i++) {
                    switch (milestones.get(i).state) {
                        case AWAITED -> timers.put(Bell.MILESTONES.kind, deliverBy);
                        case DELIVERED -> setTimersOfSilence("milestone", " " + i, milestones.get(i).confirmAt);
                        case RELEASED, REFUNDED -> {}
                    }
                }
            }
            default -> {}
        }
        // A freeze grows older by the day, until at its ceiling it ends by itself.
        if (stage.equals("DISPUTED") || claimed) {
            var days = Duration.between(frozenSince, now).toDays() + 1;
            timers.put("order.freeze-age", frozenSince.plus(Duration.ofDays(days)));
        }
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

    final void giveBack(long amount) {
        if (amount == 0) {
            return;
        }
        refunds.add(new Refund(amount));
        say("RefundIssued");
    }
}
