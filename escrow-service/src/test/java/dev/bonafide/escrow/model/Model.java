package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What must become of an order, worked out again from the words of the README, in plain numbers and names. It knows nothing
 * of the rules, the ledger or the database it is compared with.
 */
final class Model extends Outlook {
    private static final Duration TICK = Duration.ofSeconds(61);

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

    int payouts() {
        return purse.earned.payouts();
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
            case Step.Opened s -> opened(s.dispute(), s.wrong(), now.minus(Duration.ofHours(s.hoursAgo())));
            case Step.OpenedOne s -> openedOne(s);
            case Step.Ruled s -> ruled(s);
            case Step.Returned s -> returned(s);
            case Step.Due s -> due(s);
            case Step.Advanced s -> advanced(s);
            case Step.WriteOffAsked s -> askToGiveUp(s.debt(), s.person());
            case Step.WriteOffDecided s -> decideToGiveUp(s);
            case Step.TriedAgain s -> tryAgain(s.refund());
            case Step.Voided s -> voided(s);
            case Step.PoolStopped s -> poolStopped(s.stops());
            case Step.PoolFilled s -> poolFilled(s.amount(item.price()));
            case Step.PoolDrained s -> poolDrained(s.left(item.price()), s.ofTheDay());
            case Step.Insured s -> insured(s.claim(), s.percent());
            case Step.Paid s -> paid(s);
            case Step.Declined s -> declined(s.payment());
            case Step.GivenBack s -> refundTold(s.refund(), givenBack(s.refund()));
            case Step.NotGivenBack s -> refundTold(s.refund(), notGivenBack(s.refund()));
            case Step.PulledBack s -> pulledBack(s);
            case Step.Decided s -> decided(s);
            case Step.PaidOut s -> paidOut(s);
            case Step.NotPaidOut s -> notPaidOut(s.payout());
            case Step.PayOut s -> payOut(s.percent());
            case Step.Pay s -> pay(s.by());
            case Step.Propose s -> propose(s.by(), s.parts());
            case Step.PayNext s -> payNext(s.by());
            case Step.Cancel s -> cancel(s.by());
            case Step.Accept s -> accept(s.by());
            case Step.Extend s -> extend(s.by());
            case Step.Offer s -> offer(s.by(), item.price() * s.percent() / 100);
            case Step.Answer s -> answer(s);
            case Step.Resume s -> resume(s.dispute());
            case Step.Split s -> split(s);
            case Step.Agree s -> agree(s.by());
            case Step.IssueCode s -> issueCode(s.by());
            case Step.GiveCode s -> giveCode(s.by(), s.isRight());
            case Step.GiveToken s -> giveToken(s);
            case Step.Deliver s -> deliver(s.by(), s.milestone());
            case Step.AcceptOne s -> acceptOne(s.by(), s.milestone());
            case Step.Sold s -> sold(s.price(item.price()));
            case Step.Pass s -> {
                now = now.plus(Duration.ofHours(s.hours()));
                yield Answer.QUIET;
            }
            case Step.Fire _ -> fire();
            case Step.Early s -> ring(s.bell());
            case Step.EarlyOne s -> silentOne(s.milestone());
        };
        if (step instanceof Step.Dispatched
                || step instanceof Step.Delivered
                || step instanceof Step.Revoked
                || ((step instanceof Step.GiveCode || step instanceof Step.GiveToken) && answer == Answer.DONE)
                || (step instanceof Step.Opened && takenBack)) {
            freezeWhatIsThere();
        }
        // What a payout is about is no order.
        var isOfASeller = step instanceof Step.PaidOut || step instanceof Step.NotPaidOut;
        if (answer == Answer.REFUSED && step instanceof Step.Told && !isOfASeller) {
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
            case "INSPECTION" -> release("BUYER", now);
            case "RELEASED" -> Answer.QUIET;
            default -> Answer.REFUSED;
        };
    }

    private Answer release(String why, Instant at) {
        ground = why;
        acceptedAt = at;
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
        if (by == Who.STRANGER
                || !mayAgree()
                || amount == 0
                || amount > purse.open().price()) {
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
        if (!offered.status().equals("OPEN")
                || !mayAgree()
                || offered.amount() > purse.open().price()) {
            return Answer.REFUSED;
        }
        offers.set(told.offer(), new Offered(offered.by(), offered.amount(), wanted));
        if (!told.agree()) {
            return Answer.DONE;
        }
        ground = "AGREED";
        var open = purse.open();
        var all = offered.amount() == open.price();
        giveBack(all ? purse.refund() : purse.agree(offered.amount()));
        return divided(all ? open.total() : offered.amount(), open.price() - offered.amount());
    }

    /** Whether both sides may still agree on what goes back: in milestones once something has been delivered. */
    private boolean mayAgree() {
        return isLooking()
                || (stage.equals("IN_MILESTONES")
                        && haveBegun()
                        && in(Done.FROZEN).isEmpty());
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
            var pulledBack = cases.get(refund.payment);
            if (refund.settled) {
                return Answer.QUIET;
            }
            if (pulledBack != null && pulledBack.open) {
                refund.waits = true;
            } else {
                refund.askAgain();
            }
            return Answer.DONE;
        }
        if (next.getKey().startsWith("instalment.")) {
            var part = next.getKey().substring("instalment.".length()).split(" ", 2);
            return ringOfPart(part[0], Integer.parseInt(part[1]));
        }
        if (next.getKey().contains(".reminder-")) {
            say("OrderReminderDue");
            return Answer.DONE;
        }
        if (next.getKey().equals("order.freeze-age")) {
            return ageWhole(next.getValue());
        }
        if (next.getKey().startsWith("milestone.auto-confirm ")) {
            return silentOne(Integer.parseInt(next.getKey().substring("milestone.auto-confirm ".length())));
        }
        if (next.getKey().startsWith("milestone.freeze-age ")) {
            var number = Integer.parseInt(next.getKey().substring("milestone.freeze-age ".length()));
            return ageOne(number, next.getValue());
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
            case UNSHIPPED -> isDue("FUNDED", shipUntil()) ? cancel(false) : Answer.QUIET;
            case UNDELIVERED -> {
                if (!isDue("SHIPPED", deliverBy)) {
                    yield Answer.QUIET;
                }
                giveBack(purse.refund());
                yield enter("REFUNDED");
            }
            case AUTO_CONFIRM -> isDue("INSPECTION", confirmAt) ? release("TIMER", confirmAt) : Answer.QUIET;
            case RETURN -> {
                if (isDue("RETURNING", backDue)) {
                    yield untold();
                }
                yield isDue("RELEASED", backDue) ? untoldLate() : Answer.QUIET;
            }
            case MILESTONES ->
                isDue("IN_MILESTONES", deliverBy) && !in(Done.AWAITED).isEmpty() ? notDelivered() : Answer.QUIET;
        };
    }

    private boolean isDue(String at, Instant due) {
        return stage.equals(at) && !now.isBefore(due);
    }
}
