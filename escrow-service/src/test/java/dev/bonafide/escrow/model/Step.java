package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One thing that happens to an order from outside. Plain data that names what it is about by number, so that it means the
 * same wherever it stands in a story, and a story with a step less is a story too.
 */
sealed interface Step {

    /** Who asks. */
    enum Who {
        BUYER,
        SELLER,
        STRANGER
    }

    /** What risk says. */
    enum Verdict {
        ALLOW,
        REVIEW,
        BLOCK
    }

    /** What is wrong, so that it decides until when a dispute may be opened. */
    enum Wrong {
        /** A look shows it. */
        INR,
        /** A look does not. */
        SNAD,
        COUNTERFEIT
    }

    /** Which deadline speaks. */
    enum Bell {
        UNANSWERED("order.unanswered"),
        UNPAID("order.unpaid"),
        UNSHIPPED("order.unshipped"),
        UNDELIVERED("order.undelivered"),
        AUTO_CONFIRM("order.auto-confirm"),
        MILESTONES("order.milestones"),
        RETURN("order.return");

        final String kind;

        Bell(String kind) {
            this.kind = kind;
        }
    }

    /** Somebody outside tells. The same id once more is the same message, delivered again. */
    sealed interface Told extends Step {
        int id();
    }

    /** Another service tells, in an event. */
    sealed interface Event extends Told {}

    record Reserved(int id, boolean sameSnapshot) implements Event {}

    record NotReserved(int id) implements Event {}

    record Judged(int id, Verdict verdict) implements Event {}

    record Announced(int id, int parcel) implements Event {}

    record Dispatched(int id, int parcel, int revision) implements Event {}

    record Delivered(int id, int parcel, int revision, int hoursAgo) implements Event {}

    record Revoked(int id, int parcel, int revision) implements Event {}

    record Opened(int id, int dispute, Wrong wrong, int hoursAgo) implements Event {}

    /** A dispute about one milestone alone, of which there may be one after the other. */
    record OpenedOne(int id, int milestone, int which, Wrong wrong, int hoursAgo) implements Event {
        /** Disputes about milestones are none about the whole, nor about each other's. */
        int dispute() {
            return 10 + 2 * milestone + which;
        }
    }

    record Ruled(int id, int dispute, int ruling, boolean forBuyer) implements Event {}

    /**
     * A step of the plan that carries a ruling out is due: its money is to be fixed, so that each has so many hundredths of it and the
     * platform the rest, or it moves.
     */
    record Due(int id, int dispute, int ruling, int version, boolean moves, int buyerPercent, int sellerPercent)
            implements Event {}

    /** The buyer is to have so many hundredths of the price at once, from the compensation pool. */
    record Advanced(int id, int advance, int percent) implements Event {
        long amount(long price) {
            return 1 + price * percent / 100;
        }
    }

    /** What becomes of a return without a reason, so many hours ago; so many hundredths of the price are kept of it. */
    record Returned(int id, int back, Word word, int hoursAgo, int percent, long freight) implements Event {
        /** Before it was accepted. */
        static final Duration DELIVERED_BEFORE = Duration.ofHours(24);

        /** What is told. */
        enum Word {
            ACCEPTED("NoReasonReturnAccepted"),
            SENT("ReturnDispatched"),
            COME("ReturnDelivered"),
            DOUBTED("ReturnDoubted"),
            CLEARED("ReturnCleared"),
            LOST("ReturnLost"),
            EXPIRED("ReturnExpired");

            final String event;

            Word(String event) {
                this.event = event;
            }
        }

        long kept(long price) {
            return price * percent / 100;
        }
    }

    /** The insurer pays a claim of so many hundredths of the price. */
    record Insured(int id, int claim, int percent) implements Event {}

    /** The payment provider tells, in a webhook or asked. */
    sealed interface Word extends Told {}

    record Paid(int id, int payment, boolean all) implements Word {}

    record Declined(int id, int payment) implements Word {}

    record GivenBack(int id, int refund) implements Word {}

    record NotGivenBack(int id, int refund) implements Word {}

    /** The provider has paid the seller: what was asked for, or something else. */
    record PaidOut(int id, int payout, boolean all) implements Word {}

    record NotPaidOut(int id, int payout) implements Word {}

    /** The buyer's bank pulls a payment back, all of it or half. */
    record PulledBack(int id, int payment, boolean all, boolean fraud) implements Word {
        long amount(long paid) {
            return all ? paid : (paid + 1) / 2;
        }
    }

    /** And decides. */
    record Decided(int id, int payment, boolean won) implements Word {}

    /** Two people of finance stop the pool, or let it pay again. */
    record PoolStopped(boolean stops) implements Step {}

    /** They put so many hundredths of the price into it. */
    record PoolFilled(int percent) implements Step {
        long amount(long price) {
            return 1 + price * percent / 100;
        }
    }

    /** Others leave so many hundredths of the price in the pool, or of what it may pay that day. */
    record PoolDrained(int percent, boolean ofTheDay) implements Step {
        long left(long price) {
            return 1 + price * percent / 100;
        }
    }

    /** A ruling finds an advance wrong. */
    record Voided(int advance, int ruling) implements Step {}

    /** One of finance has the provider asked once more for a refund that it could not make. */
    record TriedAgain(int refund) implements Step {}

    /** One of finance wishes that a debt of the seller's be given up; debts are counted from 0. */
    record WriteOffAsked(int debt, int person) implements Step {}

    /** And one of them, or another, agrees to one of these wishes or rejects it. */
    record WriteOffDecided(int wish, int person, boolean agrees) implements Step {}

    /** Somebody asks. */
    sealed interface Ask extends Step {}

    record Pay(Who by) implements Ask {}

    /** The buyer wants to pay in so many parts. */
    record Propose(Who by, int parts) implements Ask {}

    /** And pays the next one themselves. */
    record PayNext(Who by) implements Ask {}

    record Cancel(Who by) implements Ask {}

    record Accept(Who by) implements Ask {}

    record Extend(Who by) implements Ask {}

    /** The seller agrees to the milestones. */
    record Agree(Who by) implements Ask {}

    /** The buyer wants a code for the meeting. */
    record IssueCode(Who by) implements Ask {}

    /** The seller gives in a code, the right one or another. */
    record GiveCode(Who by, boolean isRight) implements Ask {}

    /**
     * The seller uploads what the buyer's app has signed where there was no network.
     *
     * @param pass the one whose key has signed it, counted from 0
     * @param isOfTheOrder whether it is signed for this order
     * @param minutesAgo by the clock of the phone, which may be ahead
     */
    record GiveToken(Who by, int pass, boolean isOfTheOrder, int minutesAgo) implements Ask {
        Instant signedAt(Instant now) {
            return now.minus(Duration.ofMinutes(minutesAgo));
        }
    }

    /** A milestone is done. Milestones are counted from 0. */
    record Deliver(Who by, int milestone) implements Ask {}

    record AcceptOne(Who by, int milestone) implements Ask {}

    /** Proposes that so many hundredths of the price go back. */
    record Offer(Who by, int percent) implements Ask {}

    record Answer(Who by, int offer, boolean agree) implements Ask {}

    record Resume(int dispute) implements Ask {}

    /** The seller wants so many hundredths of the price, or 0 for all there is, on their bank account. */
    record PayOut(int percent) implements Ask {}

    record Split(int dispute, int ruling, int buyerPercent, int sellerPercent) implements Ask {}

    /** The seller sells something else, for so many hundredths of the price, and whoever buys it accepts it. */
    record Sold(int percent) implements Step {
        long price(long price) {
            return 1 + price * percent / 100;
        }
    }

    /** Time goes by, and nobody notices. */
    record Pass(int hours) implements Step {}

    /** Time goes by until the next deadline, which speaks. */
    record Fire() implements Step {}

    /** A deadline speaks out of turn. */
    record Early(Bell bell) implements Step {}

    /** The deadline of a milestone does. */
    record EarlyOne(int milestone) implements Step {}
}
