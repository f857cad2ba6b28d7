package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.config.PayoutPolicyConfig;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.earning.SellerBalance;
import dev.bonafide.escrow.events.said.SellerEvent;
import dev.bonafide.escrow.events.said.SellerEvent.PayoutInitiatedV1.Trigger;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.PayoutFailed;
import dev.bonafide.escrow.payment.PaymentReport.PayoutSucceeded;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.Payout.BegunBy;
import dev.bonafide.escrow.payout.Payout.Status;
import dev.bonafide.escrow.payout.PayoutPolicy;
import dev.bonafide.escrow.payout.PayoutRules;
import dev.bonafide.escrow.payout.PayoutRules.Decision;
import dev.bonafide.escrow.payout.PayoutRules.Situation;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.escrow.store.PayoutHolds;
import dev.bonafide.escrow.store.Payouts;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.escrow.store.Statements;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Earnings from the wish to be paid out to the provider's word. Everything happens under the lock of the seller: two
 * wishes at once never take the same money, and what the seller owes is repaid first.
 */
@ApplicationScoped
public class PayoutDesk {
    /** The timer that asks the provider to pay. */
    public static final String ASK = "payout.ask";
    /** The timer that asks the provider what came of it. */
    public static final String INQUIRE = "payout.inquire";
    /** The timer that pays out by itself. */
    public static final String SCHEDULE = "payout.schedule";

    private final Payouts payouts;
    private final PayoutAccounts accounts;
    private final PayoutHolds holds;
    private final Lots lots;
    private final Sellers sellers;
    private final Statements statements;
    private final Books books;
    private final SellerNews news;
    private final ParkedFacts parked;
    private final Timers timers;
    private final PayoutPolicy policy;
    private final Ids ids;
    private final Clock clock;

    /** What came of the wish to be paid out. */
    public sealed interface Begun {
        /** The money is on its way. */
        record Started(Payout payout) implements Begun {}

        /** Not now. */
        record Refused(Decision.Refused why) implements Begun {}
    }

    PayoutDesk(
            Payouts payouts,
            PayoutAccounts accounts,
            PayoutHolds holds,
            Lots lots,
            Sellers sellers,
            Statements statements,
            Books books,
            SellerNews news,
            ParkedFacts parked,
            Timers timers,
            PayoutPolicyConfig config,
            Ids ids,
            Clock clock) {
        this.payouts = payouts;
        this.accounts = accounts;
        this.holds = holds;
        this.lots = lots;
        this.sellers = sellers;
        this.statements = statements;
        this.books = books;
        this.news = news;
        this.parked = parked;
        this.timers = timers;
        this.policy = config.policy();
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins to pay a seller. The provider is asked as soon as this has committed.
     *
     * @param asked so much; all that is available in the currency if null
     */
    public Uni<Begun> begin(Mutiny.Session session, UUID seller, Currency currency, @Nullable Money asked, BegunBy by) {
        var now = clock.instant();
        return sellers.lock(session, seller)
                .chain(() -> books.recover(session, seller, currency, now))
                .chain(() -> situation(session, seller, currency, now))
                .map(situation -> PayoutRules.decide(asked, situation, policy, now))
                .chain(decision -> switch (decision) {
                    case Decision.Pay pay ->
                        start(session, seller, pay, by, now).map(Begun.Started::new);
                    case Decision.Refused no -> Uni.createFrom().item(new Begun.Refused(no));
                });
    }

    /** Pays out whatever is available, in each currency, and will do so again. */
    public Uni<Void> payOutAll(Mutiny.Session session, UUID seller) {
        var now = clock.instant();
        return statements
                .balances(session, seller, now)
                .chain(balances -> {
                    Uni<Void> begun = Uni.createFrom().voidItem();
                    for (SellerBalance balance : balances) {
                        begun = begun.chain(() -> begin(
                                        session, seller, balance.available().currency(), null, BegunBy.SCHEDULE))
                                .replaceWithVoid();
                    }
                    return begun;
                })
                .chain(() -> timers.schedule(session, SCHEDULE, seller, now.plus(policy.automaticEvery())));
    }

    /** Hears what a provider tells of a payout, by webhook or when asked. */
    public Uni<Heard> hear(Mutiny.Session session, String provider, PayoutSucceeded report) {
        return payoutOf(session, provider, report, payout -> switch (PayoutRules.paid(payout, report.amount())) {
            case ENDS -> settle(session, payout);
            case KNOWN -> Uni.createFrom().item(Heard.ALREADY_DONE);
            case CONTRADICTS -> park(session, provider, payout, report);
        });
    }

    /** Hears what a provider tells of a payout, by webhook or when asked. */
    public Uni<Heard> hear(Mutiny.Session session, String provider, PayoutFailed report) {
        return payoutOf(session, provider, report, payout -> switch (PayoutRules.failed(payout)) {
            case ENDS -> fail(session, payout, report.code());
            case KNOWN -> Uni.createFrom().item(Heard.ALREADY_DONE);
            case CONTRADICTS -> park(session, provider, payout, report);
        });
    }

    private Uni<Situation> situation(Mutiny.Session session, UUID seller, Currency currency, Instant now) {
        return lots.available(session, seller, currency, now)
                .chain(available -> accounts.find(session, seller)
                        .chain(account -> holds.active(session, seller, now)
                                .map(held -> new Situation(available, account, held))));
    }

    private Uni<Payout> start(Mutiny.Session session, UUID seller, Decision.Pay pay, BegunBy by, Instant now) {
        var account = pay.account();
        var payout = new Payout(
                ids.next(),
                seller,
                pay.amount(),
                account.provider(),
                account.token(),
                account.last4(),
                account.version(),
                by,
                Status.ASKED,
                null,
                null,
                now,
                null);
        return payouts.add(session, payout)
                .chain(() -> book(session, Fact.PAYOUT_HELD, payout, now))
                .chain(() -> say(
                        session,
                        new SellerEvent.PayoutInitiatedV1(seller, payout.id(), payout.amount(), trigger(by), now),
                        now))
                .chain(() -> timers.schedule(session, ASK, payout.id(), now))
                .chain(() -> timers.schedule(session, INQUIRE, payout.id(), policy.nextInquiry(now, now)))
                .replaceWith(payout);
    }

    private Uni<Heard> settle(Mutiny.Session session, Payout payout) {
        var now = clock.instant();
        return end(session, payout, Status.SETTLED, null, now)
                .chain(() -> book(session, Fact.PAYOUT_POSTED, payout, now))
                .chain(() -> say(
                        session,
                        new SellerEvent.PayoutSettledV1(payout.sellerId(), payout.id(), payout.amount(), now),
                        now))
                .replaceWith(Heard.DONE);
    }

    private Uni<Heard> fail(Mutiny.Session session, Payout payout, String code) {
        var now = clock.instant();
        return end(session, payout, Status.FAILED, code, now)
                .chain(() -> book(session, Fact.PAYOUT_VOIDED, payout, now))
                .chain(() -> say(
                        session,
                        new SellerEvent.PayoutFailedV1(payout.sellerId(), payout.id(), payout.amount(), code, now),
                        now))
                .replaceWith(Heard.DONE);
    }

    private Uni<Void> end(Mutiny.Session session, Payout payout, Status status, @Nullable String code, Instant now) {
        return payouts.end(session, payout.id(), status, code, now)
                .chain(() -> timers.cancel(session, ASK, payout.id()))
                .chain(() -> timers.cancel(session, INQUIRE, payout.id()));
    }

    /** Locks the seller, then reads the payout again: it may have ended while we waited. */
    private Uni<Heard> payoutOf(
            Mutiny.Session session, String provider, PaymentReport report, Function<Payout, Uni<Heard>> then) {
        return payouts.find(session, report.subject()).chain(known -> {
            if (known == null || !known.provider().equals(provider)) {
                return park(session, provider, report, "UNKNOWN_PAYOUT", "We asked for no such payout");
            }
            return sellers.lock(session, known.sellerId())
                    .chain(() -> payouts.refer(session, known.id(), report.reference()))
                    .chain(() -> payouts.find(session, known.id()))
                    .chain(then::apply);
        });
    }

    private Uni<Heard> park(Mutiny.Session session, String provider, Payout payout, PaymentReport report) {
        return park(
                session,
                provider,
                report,
                "PAYOUT_CONTRADICTED",
                payout.amount() + " is " + payout.status() + ", told " + report);
    }

    private Uni<Heard> park(
            Mutiny.Session session, String provider, PaymentReport report, String reason, String detail) {
        return parked.park(session, "payment-provider:" + provider, report.subject(), null, reason, detail)
                .replaceWith(Heard.PARKED);
    }

    private Uni<Void> book(Mutiny.Session session, Fact fact, Payout payout, Instant now) {
        return books.book(
                session, List.of(Occurrence.of(fact, null, payout.sellerId(), payout.id(), payout.amount())), now);
    }

    private Uni<Void> say(Mutiny.Session session, SellerEvent event, Instant now) {
        return news.say(session, List.of(event), now);
    }

    private static Trigger trigger(BegunBy by) {
        return switch (by) {
            case SELLER -> Trigger.SELLER;
            case SCHEDULE -> Trigger.SCHEDULE;
        };
    }
}
