package dev.bonafide.escrow.model;

import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The service with one mistake in what it knows of the money of rulings, until the test is over. */
@ApplicationScoped
public class RulingMutants {

    /** What a ruling has fixed for the buyer somebody else makes good meanwhile. */
    public void lendWhatIsFixed() {
        QuarkusMock.installMockForType(
                new RulingMoneys() {
                    @Override
                    public Uni<Money> boundForBuyer(Mutiny.Session session, UUID orderId, Currency currency) {
                        return Uni.createFrom().item(Money.zero(currency));
                    }
                },
                RulingMoneys.class);
    }

    /** Two rulings have the money at once. */
    public void fixItTwice() {
        seeTheLast(last -> last instanceof Fixed ? null : last);
    }

    /** Whatever an earlier ruling has given, a later one starts from the release. */
    public void forgetWhatWasRuled() {
        seeTheLast(last -> last instanceof RulingMoney.Settled settled ? forTheSeller(settled) : last);
    }

    /** What another ruling about the same has fixed or moved is seen as that. */
    private static void seeTheLast(Function<@Nullable RulingMoney, @Nullable RulingMoney> as) {
        QuarkusMock.installMockForType(
                new RulingMoneys() {
                    @Override
                    public Uni<@Nullable RulingMoney> lastOther(
                            Mutiny.Session session, UUID orderId, @Nullable UUID milestone, UUID rulingId) {
                        return super.lastOther(session, orderId, milestone, rulingId)
                                .map(as);
                    }
                },
                RulingMoneys.class);
    }

    private static RulingMoney forTheSeller(RulingMoney.Settled one) {
        var legs = one.legs();
        return new RulingMoney.Settled(
                one.ask(),
                one.held(),
                one.fixed(),
                new Legs(Money.zero(legs.buyer().currency()), legs.seller().plus(legs.buyer()), legs.platform()),
                one.entryIds());
    }

    /** A later plan is taken for the first one. */
    public void forgetWhichPlan() {
        QuarkusMock.installMockForType(
                new RulingMoneys() {
                    @Override
                    public Uni<Void> put(
                            Mutiny.Session session,
                            RulingMoney money,
                            @Nullable UUID milestone,
                            @Nullable Instant due,
                            Instant now) {
                        return super.put(session, ofTheFirst(money), milestone, due, now);
                    }
                },
                RulingMoneys.class);
    }

    private static RulingMoney ofTheFirst(RulingMoney money) {
        return switch (money) {
            case Fixed(var ask, var held, var legs) -> new Fixed(ofTheFirst(ask), held, legs);
            case RulingMoney.Refused(var ask, var held, var left, var why, var by) ->
                new RulingMoney.Refused(ofTheFirst(ask), held, left, why, by);
            case RulingMoney.Settled settled -> settled;
        };
    }

    private static Ask ofTheFirst(Ask ask) {
        return new Ask(ask.rulingId(), ask.disputeId(), ask.orderId(), 1, ask.outcome(), ask.counted());
    }
}
