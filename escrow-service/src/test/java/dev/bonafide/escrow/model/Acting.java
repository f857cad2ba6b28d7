package dev.bonafide.escrow.model;

import dev.bonafide.escrow.deadline.CatchUpGate;
import dev.bonafide.escrow.desk.order.MilestoneDesk;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.PlacingDesk;
import dev.bonafide.escrow.desk.order.RefundOfferDesk;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.offer.OfferDecision;
import dev.bonafide.escrow.offer.RefundOffer.Reply;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payout.Payout;
import dev.bonafide.escrow.payout.PayoutAccount;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.placing.PlaceOrder;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Listings;
import dev.bonafide.escrow.store.PayoutAccounts;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets a step happen to a real order: through the doors that people, services, providers and time come in by. */
@ApplicationScoped
class Acting {
    static final String SNAPSHOT = "c".repeat(64);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant LONG_AGO = Model.START.minus(Duration.ofDays(30));

    private final Transactions transactions;
    // Only the world of the proof has this clock.
    private final Instance<ModelClock> clock;
    private final Inlet inlet;
    private final Messages messages;
    private final Listings listings;
    private final Buyers buyers;
    private final PlacingDesk placing;
    private final OrderDesk orders;
    private final PaymentDesk paying;
    private final RefundOfferDesk offers;
    private final MilestoneDesk milestones;
    private final ProviderWords words;
    private final Reports reports;
    private final PayoutAccounts accounts;
    private final PayoutDesk payouts;
    private final Map<String, TimerHandler> handlers;

    private boolean withoutInbox;

    Acting(
            Transactions transactions,
            Instance<ModelClock> clock,
            Inlet inlet,
            Messages messages,
            Listings listings,
            Buyers buyers,
            PlacingDesk placing,
            OrderDesk orders,
            PaymentDesk paying,
            RefundOfferDesk offers,
            MilestoneDesk milestones,
            ProviderWords words,
            Reports reports,
            PayoutAccounts accounts,
            PayoutDesk payouts,
            @All List<TimerHandler> handlers) {
        this.transactions = transactions;
        this.clock = clock;
        this.inlet = inlet;
        this.messages = messages;
        this.listings = listings;
        this.buyers = buyers;
        this.placing = placing;
        this.orders = orders;
        this.paying = paying;
        this.offers = offers;
        this.milestones = milestones;
        this.words = words;
        this.reports = reports;
        this.accounts = accounts;
        this.payouts = payouts;
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
    }

    /** A mutant: from now on, or no longer, events have their effect as often as they come. */
    void withoutInbox(boolean without) {
        withoutInbox = without;
    }

    /** Places the order that the story is about. */
    void place(Run run) {
        var item = run.story.item();
        inOne(
                run,
                false,
                session -> listings.offer(
                                session,
                                run.listing,
                                run.seller,
                                Money.cny(item.price()),
                                SNAPSHOT,
                                1,
                                item.inspected())
                        .chain(() -> buyers.keep(
                                session, run.buyer, new BuyerRights(Money.cny(2_000_000), "test"), Model.START))
                        .chain(() -> accounts.put(
                                session,
                                new PayoutAccount(run.seller, "sandbox", "sbx_bank", "0000", 1, LONG_AGO, LONG_AGO),
                                new PayoutAccounts.Authentication("2", LONG_AGO)))
                        .chain(() -> placing.place(
                                session,
                                new PlaceOrder(
                                        run.order,
                                        run.buyer,
                                        run.listing,
                                        Delivery.PARCEL,
                                        UUID.randomUUID(),
                                        milestones(run),
                                        item.warranty() ? Set.of(Service.WARRANTY_30D) : Set.of(),
                                        null,
                                        null)))
                        .invoke(placed -> {
                            if (placed.order() == null) {
                                throw new IllegalStateException("Not placed: " + placed.decision());
                            }
                        }));
    }

    private static List<PlaceOrder.Wished> milestones(Run run) {
        var prices = run.story.item().milestones();
        return IntStream.range(0, prices.size())
                .mapToObj(
                        i -> new PlaceOrder.Wished(run.id("milestone", i), "Part " + (i + 1), Money.cny(prices.get(i))))
                .toList();
    }

    /** Lets the step happen at the model's time; how it was answered, or null if nobody was there to hear an answer. */
    @Nullable
    Answer act(Run run, Story.Move move) {
        var crashes = move.crashes();
        clock.get().set(run.correlation(), run.model.now);
        return switch (move.step()) {
            case Step.Event told -> {
                var message = messages.of(run, told);
                if (withoutInbox) {
                    inlet.takeWithoutInbox(run.correlation(), message);
                } else {
                    inlet.take(run.correlation(), message, crashes);
                }
                if (told instanceof Step.Ruled ruled) {
                    moveTheMoney(run, run.id("ruling", ruled.ruling()));
                }
                yield null;
            }
            case Step.Word told -> hear(run, told, crashes);
            case Step.Pay s -> pay(run, s.by(), crashes);
            case Step.Cancel s -> command(run, new OrderCommand.Cancel(who(run, s.by())), crashes);
            case Step.Accept s -> command(run, new OrderCommand.Accept(who(run, s.by())), crashes);
            case Step.Extend s -> command(run, new OrderCommand.ExtendInspection(who(run, s.by())), crashes);
            case Step.PayOut s -> payOut(run, run.story.item().price() * s.percent() / 100, crashes);
            case Step.Agree s -> command(run, new OrderCommand.Agree(who(run, s.by())), crashes);
            case Step.Deliver s ->
                answer(inOne(
                        run,
                        crashes,
                        session -> milestones.deliver(session, run.order, who(run, s.by()), s.milestone() + 1, null)));
            case Step.AcceptOne s ->
                command(run, new OrderCommand.AcceptMilestone(who(run, s.by()), s.milestone() + 1), crashes);
            case Step.Resume s -> command(run, new OrderCommand.Resume(run.dispute(s.dispute())), crashes);
            case Step.Split s -> command(run, split(run, s), crashes);
            case Step.Offer s -> {
                var amount = Money.cny(run.story.item().price() * s.percent() / 100);
                yield offer(run, crashes, session -> offers.make(session, run.order, who(run, s.by()), amount));
            }
            case Step.Answer s ->
                offer(
                        run,
                        crashes,
                        session -> offers.answer(
                                session,
                                run.order,
                                s.offer() + 1,
                                who(run, s.by()),
                                s.agree() ? Reply.AGREE : Reply.DECLINE));
            case Step.Pass _ -> null;
            case Step.Fire _ -> {
                run.sight.bells().values().stream()
                        .min(Comparator.comparing(Sight.Bell::dueAt).thenComparing(Sight.Bell::kind))
                        .ifPresent(bell -> ring(run, bell, crashes));
                yield null;
            }
            case Step.Early s -> {
                outOfTurn(run, s.bell().kind, run.order, crashes);
                yield null;
            }
            case Step.EarlyOne s -> {
                outOfTurn(run, "milestone.auto-confirm", run.id("milestone", s.milestone()), crashes);
                yield null;
            }
        };
    }

    /** The story is told. */
    void forget(Run run) {
        clock.get().forget(run.correlation());
    }

    /** Fires a timer as the loop does: what it does and that it is gone commit together. */
    void ring(Run run, Sight.Bell bell, boolean crashes) {
        inOne(
                run,
                crashes,
                session -> handler(bell.kind())
                        .fire(session, new DueTimer(bell.kind(), bell.ref(), bell.dueAt(), run.model.now))
                        .chain(session::flush)
                        .chain(() -> session.createNativeQuery(
                                        "delete from timer where kind = :kind and ref = :ref and due_at = :due")
                                .setParameter("kind", bell.kind())
                                .setParameter("ref", bell.ref())
                                .setParameter("due", bell.dueAt().atOffset(ZoneOffset.UTC))
                                .executeUpdate()));
    }

    private void outOfTurn(Run run, String kind, UUID ref, boolean crashes) {
        var now = run.model.now;
        inOne(run, crashes, session -> handler(kind).fire(session, new DueTimer(kind, ref, now, now)));
    }

    /** The money of a ruling that is fixed moves at once, by a timer of its own. */
    private void moveTheMoney(Run run, UUID ruling) {
        inOne(
                run,
                false,
                session -> session.createNativeQuery("delete from timer where kind = :kind and ref = :ref")
                        .setParameter("kind", RulingDesk.MOVE)
                        .setParameter("ref", ruling)
                        .executeUpdate()
                        .chain(due -> due == 0
                                ? Uni.createFrom().voidItem()
                                : handler(RulingDesk.MOVE)
                                        .fire(
                                                session,
                                                new DueTimer(RulingDesk.MOVE, ruling, run.model.now, run.model.now))));
    }

    private TimerHandler handler(String kind) {
        var handler = handlers.get(kind);
        if (handler == null) {
            throw new IllegalStateException("Nobody handles timers of kind " + kind);
        }
        return handler;
    }

    private Answer command(Run run, OrderCommand command, boolean crashes) {
        return answer(inOne(run, crashes, session -> orders.carryOut(session, run.order, command)));
    }

    private static Answer answer(Carried carried) {
        return switch (carried.decision()) {
            case Decision.Moved _ -> Answer.DONE;
            case Decision.AlreadyDone _ -> Answer.QUIET;
            case Decision.Refused _ -> Answer.REFUSED;
        };
    }

    private static OrderCommand split(Run run, Step.Split s) {
        var total = run.model.purse.open().total();
        var buyer = total * s.buyerPercent() / 100;
        var seller = total * s.sellerPercent() / 100;
        return new OrderCommand.CarryOutRuling(
                run.dispute(s.dispute()),
                run.id("ruling", s.ruling()),
                // More than there is leaves nothing to the platform, and does not add up.
                new Ruling.Split(
                        new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(Math.max(0, total - buyer - seller)))));
    }

    private Answer pay(Run run, Who by, boolean crashes) {
        var begun = inOne(
                run,
                crashes,
                session -> paying.begin(
                        session, run.order, who(run, by), PaymentMethod.SANDBOX_CARD, Capture.AT_ONCE, null));
        return switch (begun) {
            case PaymentDesk.Begun.Asked(var payment) -> {
                run.payments.add(payment.id());
                yield Answer.DONE;
            }
            case PaymentDesk.Begun.AlreadyPending _, PaymentDesk.Begun.Refused _ -> Answer.REFUSED;
        };
    }

    private Answer payOut(Run run, long asked, boolean crashes) {
        var begun = inOne(
                run,
                crashes,
                session -> payouts.begin(
                        session,
                        run.seller,
                        Currency.getInstance("CNY"),
                        asked == 0 ? null : Money.cny(asked),
                        Payout.BegunBy.SELLER));
        return switch (begun) {
            case PayoutDesk.Begun.Started(var payout) -> {
                run.payouts.add(payout.id());
                yield Answer.DONE;
            }
            case PayoutDesk.Begun.Refused _ -> Answer.REFUSED;
        };
    }

    private Answer offer(Run run, boolean crashes, Function<Mutiny.Session, Uni<OfferDecision>> work) {
        return switch (inOne(run, crashes, work)) {
            case OfferDecision.Made _, OfferDecision.Agreed _, OfferDecision.Declined _ -> Answer.DONE;
            case OfferDecision.AlreadyDone _ -> Answer.QUIET;
            case OfferDecision.Refused _ -> Answer.REFUSED;
        };
    }

    private Answer hear(Run run, Step.Word told, boolean crashes) {
        Heard heard = inOne(
                run,
                crashes,
                session -> reports.of(session, run, told).chain(report -> words.hear(session, "sandbox", report)));
        return switch (heard) {
            case DONE -> Answer.DONE;
            case ALREADY_DONE -> Answer.QUIET;
            case PARKED -> Answer.REFUSED;
        };
    }

    private static UUID who(Run run, Who who) {
        return switch (who) {
            case BUYER -> run.buyer;
            case SELLER -> run.seller;
            case STRANGER -> run.id("stranger", 0);
        };
    }

    /** In one transaction, at the time of the story. Before it commits the first time everything may fall over. */
    private <T> T inOne(Run run, boolean crashes, Function<Mutiny.Session, Uni<T>> work) {
        clock.get().set(run.correlation(), run.model.now);
        if (crashes) {
            try {
                once(
                        run,
                        session -> work.apply(session)
                                .chain(session::flush)
                                .chain(() -> Uni.createFrom().<T>failure(new Crash())));
            } catch (Crash expected) {
                // Nothing of it must be left.
            }
        }
        return once(run, work);
    }

    private <T> T once(Run run, Function<Mutiny.Session, Uni<T>> work) {
        return transactions
                .runApart(session -> {
                    new EventContext(run.correlation(), null, null).enter();
                    return work.apply(session);
                })
                // After a start a deadline waits until everybody has been heard who was in time.
                .onFailure(CatchUpGate.StillListening.class)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(500))
                .expireIn(SOON.toMillis())
                .await()
                .atMost(SOON);
    }
}
