package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must become of an order, worked out again from the words of the README, in plain numbers and names. It knows nothing
 * of the rules, the ledger or the database it is compared with.
 */
final class Model extends Sale {
    private static final Duration TICK = Duration.ofSeconds(61);
    private static final Duration FREEZE_WARNING = Duration.ofDays(53);
    private static final Duration FREEZE_CEILING = Duration.ofDays(60);
    /** The number of the ruling by which a freeze ends at its ceiling. */
    private static final int EXPIRY = -60;

    private final Set<Integer> heard = new HashSet<>();

    Model(Story.Item item) {
        super(item);
    }

    int payments() {
        return payments.size();
    }

    int refunds() {
        return refunds.size();
    }

    int offers() {
        return offers.size();
    }

    boolean isReserved() {
        return reserved;
    }

    int dispute() {
        return dispute;
    }

    int parcel() {
        return parcel;
    }

    int revision() {
        return revision;
    }

    /** The deadline that speaks next. */
    Map.@Nullable Entry<String, Instant> nextTimer() {
        return timers.entrySet().stream()
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
    }

    /** What must come sooner or later, so that the order does not wait for ever; null if nothing is awaited. */
    @Nullable
    Step awaited(int id) {
        // Most disputes are decided; for some nobody ever does.
        if (stage.equals("DISPUTED") && item.price() % 16 != 0) {
            return new Step.Ruled(id, dispute, 90, item.price() % 2 == 0);
        }
        if (!timers.isEmpty()) {
            return new Step.Fire();
        }
        var pending = payments.indexOf(Paying.PENDING);
        if (pending >= 0) {
            return id % 2 == 0 ? new Step.Paid(id, pending, true) : new Step.Declined(id, pending);
        }
        for (int i = 0; i < refunds.size(); i++) {
            if (!refunds.get(i).settled) {
                return new Step.GivenBack(id, i);
            }
        }
        return null;
    }

    /** Whether there is what the step is about: a story may have lost the step that made it. */
    boolean knows(Step step) {
        return switch (step) {
            case Step.Paid s -> s.payment() < payments.size();
            case Step.Declined s -> s.payment() < payments.size();
            case Step.GivenBack s -> s.refund() < refunds.size();
            case Step.NotGivenBack s -> s.refund() < refunds.size();
            case Step.Fire _ -> !timers.isEmpty();
            // Another ruling of a dispute whose money has moved corrects it: that is a story of its own.
            case Step.Ruled s ->
                settledRulings.isEmpty()
                        || !isOver()
                        || s.dispute() != dispute
                        || settledRulings.contains(s.ruling())
                        || refusedRulings.contains(s.ruling());
            default -> true;
        };
    }

    /** Lets the step happen; how it is answered. */
    Answer take(Step step) {
        now = now.plus(TICK);
        if (!knows(step)) {
            return Answer.QUIET;
        }
        if (step instanceof Step.Told told && !heard.add(told.id())) {
            return Answer.QUIET;
        }
        var answer = switch (step) {
            case Step.Reserved s -> reserved(s);
            case Step.NotReserved _ -> cancelledBy("PLACED");
            case Step.Judged s -> judged(s);
            case Step.Announced s -> announced(s.parcel());
            case Step.Dispatched s -> dispatched(s.parcel(), s.revision());
            case Step.Delivered s -> delivered(s);
            case Step.Revoked s -> revoked(s.parcel(), s.revision());
            case Step.Opened s -> opened(s.dispute(), now.minus(Duration.ofHours(s.hoursAgo())));
            case Step.Ruled s -> ruled(s);
            case Step.Paid s -> paid(s);
            case Step.Declined s -> declined(s.payment());
            case Step.GivenBack s -> givenBack(s.refund());
            case Step.NotGivenBack s -> notGivenBack(s.refund());
            case Step.Pay s -> pay(s.by());
            case Step.Cancel s -> cancel(s.by());
            case Step.Accept s -> accept(s.by());
            case Step.Extend s -> extend(s.by());
            case Step.Offer s -> offer(s.by(), item.price() * s.percent() / 100);
            case Step.Answer s -> answer(s);
            case Step.Resume s -> resume(s.dispute());
            case Step.Split s ->
                split(s, purse.total() * s.buyerPercent() / 100, purse.total() * s.sellerPercent() / 100);
            case Step.Pass s -> {
                now = now.plus(Duration.ofHours(s.hours()));
                yield Answer.QUIET;
            }
            case Step.Fire _ -> fire();
            case Step.Early s -> ring(s.bell());
        };
        if (answer == Answer.REFUSED && step instanceof Step.Told) {
            parked++;
        }
        return answer;
    }

    // The buyer looks at it

    private Answer accept(Who by) {
        if (by != Who.BUYER) {
            return Answer.REFUSED;
        }
        return switch (stage) {
            case "INSPECTION" -> release("BUYER");
            case "RELEASED" -> Answer.QUIET;
            default -> Answer.REFUSED;
        };
    }

    private Answer release(String why) {
        ground = why;
        purse.release();
        say("OrderReleased");
        return enter("RELEASED");
    }

    private Answer extend(Who by) {
        if (by != Who.BUYER || !isLooking() || extended) {
            return Answer.REFUSED;
        }
        extended = true;
        confirmAt = confirmAt.plus(Duration.ofDays(3));
        return enter("INSPECTION");
    }

    private Answer offer(Who by, long amount) {
        if (by == Who.STRANGER || !isLooking() || amount == 0 || amount > item.price()) {
            return Answer.REFUSED;
        }
        offers.replaceAll(one ->
                one.by() == by && one.status().equals("OPEN") ? new Offered(by, one.amount(), "SUPERSEDED") : one);
        offers.add(new Offered(by, amount, "OPEN"));
        return Answer.DONE;
    }

    private Answer answer(Step.Answer told) {
        if (told.by() == Who.STRANGER || told.offer() >= offers.size()) {
            return Answer.REFUSED;
        }
        var offered = offers.get(told.offer());
        var wanted = told.agree() ? "AGREED" : "DECLINED";
        if (offered.by() == told.by()) {
            return Answer.REFUSED;
        }
        if (offered.status().equals(wanted)) {
            return Answer.QUIET;
        }
        if (!offered.status().equals("OPEN") || !isLooking()) {
            return Answer.REFUSED;
        }
        offers.set(told.offer(), new Offered(offered.by(), offered.amount(), wanted));
        if (!told.agree()) {
            return Answer.DONE;
        }
        ground = "AGREED";
        if (offered.amount() == item.price()) {
            giveBack(purse.refund());
            return enter("REFUNDED");
        }
        giveBack(purse.agree(offered.amount()));
        say("OrderReleased");
        return enter("PARTIALLY_REFUNDED");
    }

    // Disputes

    private Answer opened(int told, Instant at) {
        if (told == dispute && (stage.equals("DISPUTED") || ground.equals("RULED"))) {
            return Answer.QUIET;
        }
        if (stage.equals("SHIPPED") || (stage.equals("INSPECTION") && at.isBefore(confirmAt))) {
            before = stage;
            dispute = told;
            frozenSince = at;
            say("OrderFrozen");
            return enter("DISPUTED");
        }
        // The buyer was in time, and silence was faster: it was no consent.
        if (stage.equals("RELEASED") && ground.equals("TIMER") && at.isBefore(confirmAt)) {
            purse.takeBack();
            ground = "";
            takenBack = true;
            before = "INSPECTION";
            dispute = told;
            frozenSince = at;
            say("OrderFrozen");
            return enter("DISPUTED");
        }
        say("OrderFreezeRefused");
        return Answer.QUIET;
    }

    /** Told by an event, a ruling is fixed, and its money moves at once. What was refused once stays so. */
    private Answer ruled(Step.Ruled told) {
        if (settledRulings.contains(told.ruling())) {
            return Answer.QUIET;
        }
        if (!stage.equals("DISPUTED") || told.dispute() != dispute || refusedRulings.contains(told.ruling())) {
            refusedRulings.add(told.ruling());
            return Answer.REFUSED;
        }
        settledRulings.add(told.ruling());
        return ruled(
                told.dispute(), told.ruling(), told.forBuyer() ? purse.total() : 0, told.forBuyer() ? 0 : item.price());
    }

    private Answer ruled(int about, int number, long buyer, long seller) {
        if (!stage.equals("DISPUTED")) {
            return ground.equals("RULED") && ruling == number ? Answer.QUIET : Answer.REFUSED;
        }
        if (about != dispute) {
            return Answer.REFUSED;
        }
        ground = "RULED";
        ruling = number;
        if (buyer == 0) {
            purse.release();
            say("OrderReleased");
            return enter("RELEASED");
        }
        giveBack(purse.divide(buyer, seller));
        if (buyer == purse.total()) {
            return enter("REFUNDED");
        }
        if (seller > 0) {
            say("OrderReleased");
        }
        return enter("PARTIALLY_REFUNDED");
    }

    private Answer split(Step.Split told, long buyer, long seller) {
        var isDivision = buyer > 0 && buyer < purse.total() && buyer + seller <= purse.total();
        return stage.equals("DISPUTED") && told.dispute() == dispute && !isDivision
                ? Answer.REFUSED
                : ruled(told.dispute(), told.ruling(), buyer, seller);
    }

    private Answer resume(int about) {
        if (!stage.equals("DISPUTED")) {
            return Answer.QUIET;
        }
        if (about != dispute || takenBack) {
            return Answer.REFUSED;
        }
        var stoodStill = Duration.between(frozenSince, now);
        deliverBy = deliverBy.plus(stoodStill);
        confirmAt = confirmAt.plus(stoodStill);
        say("OrderResumed");
        dispute = -1;
        return enter(before);
    }

    // Time

    private Answer fire() {
        var next = nextTimer();
        if (next == null) {
            return Answer.QUIET;
        }
        if (next.getValue().isAfter(now)) {
            now = next.getValue();
        }
        timers.remove(next.getKey());
        if (next.getKey().startsWith("refund.retry ")) {
            var refund = refunds.get(Integer.parseInt(next.getKey().substring("refund.retry ".length())));
            refund.tries++;
            refund.tryFailed = false;
            return Answer.DONE;
        }
        if (next.getKey().startsWith("order.reminder")) {
            say("OrderReminderDue");
            return Answer.DONE;
        }
        if (next.getKey().equals("order.freeze-age")) {
            if (now.isBefore(frozenSince.plus(FREEZE_CEILING))) {
                var warning = frozenSince.plus(FREEZE_WARNING);
                var yesterday = next.getValue().minus(Duration.ofDays(1));
                if (yesterday.isBefore(warning) && !now.isBefore(warning)) {
                    // A person hears of it.
                    parked++;
                    say("FreezeEndsSoon");
                }
                return enter("DISPUTED");
            }
            // Nobody has decided in time: the buyer has the money.
            settledRulings.add(EXPIRY);
            return ruled(dispute, EXPIRY, purse.total(), 0);
        }
        for (var bell : Bell.values()) {
            if (bell.kind.equals(next.getKey())) {
                return ring(bell);
            }
        }
        throw new IllegalStateException("No such deadline: " + next.getKey());
    }

    private Answer ring(Bell bell) {
        return switch (bell) {
            case UNANSWERED -> isDue("PLACED", answerDue) ? cancel(false) : Answer.QUIET;
            case UNPAID -> isDue("AWAITING_PAYMENT", payDue) ? cancel(false) : Answer.QUIET;
            case UNSHIPPED -> isDue("FUNDED", shipBy) ? cancel(false) : Answer.QUIET;
            case UNDELIVERED -> {
                if (!isDue("SHIPPED", deliverBy)) {
                    yield Answer.QUIET;
                }
                giveBack(purse.refund());
                yield enter("REFUNDED");
            }
            case AUTO_CONFIRM -> isDue("INSPECTION", confirmAt) ? release("TIMER") : Answer.QUIET;
        };
    }

    private boolean isDue(String at, Instant due) {
        return stage.equals(at) && !now.isBefore(due);
    }
}
