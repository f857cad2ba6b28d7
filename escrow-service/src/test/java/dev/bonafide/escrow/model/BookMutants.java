package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.desk.seller.LotKeeper;
import dev.bonafide.escrow.desk.seller.Recoveries;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.transaction.CommitSignals;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The service with one mistake in what it books, until the test is over. */
@ApplicationScoped
public class BookMutants {
    @Inject
    Ledger ledger;

    @Inject
    LotKeeper lots;

    @Inject
    Recoveries recoveries;

    @Inject
    IndemnityKeeper indemnities;

    @Inject
    Outbox outbox;

    @Inject
    CommitSignals signals;

    @Inject
    Ids ids;

    /** Whatever happens of that kind is booked again. */
    public void twice(Fact fact) {
        instead(one -> one.fact() == fact ? List.of(one, one) : List.of(one));
    }

    /** What happens of these kinds is not booked. */
    public void forget(Fact... facts) {
        var forgotten = Set.of(facts);
        instead(one -> forgotten.contains(one.fact()) ? List.of() : List.of(one));
    }

    /** What sellers owe is not repaid from what they earn. */
    public void recoverNothing() {
        QuarkusMock.installMockForType(
                new Accounts(List::of) {
                    @Override
                    public Uni<Void> recover(Mutiny.Session session, UUID seller, Currency currency, Instant now) {
                        return Uni.createFrom().voidItem();
                    }
                },
                Books.class);
    }

    public void roundTheFeeUp() {
        instead(one -> List.of(one.fact() == Fact.RELEASED ? dearer(one) : one));
    }

    /** The seller is paid a milestone without its share of the fee. */
    public void forgetTheFeeOfAMilestone() {
        instead(one -> List.of(
                one.fact() == Fact.RELEASED && !one.subject().equals(one.orderId())
                        ? moved(one, Part.FEES, Part.SELLER)
                        : one));
    }

    /** The buyer is right after the release, and the seller keeps it all. */
    public void letThePlatformBearTheClaim() {
        instead(one -> List.of(
                one.fact() == Fact.CLAWED_BACK
                        ? moved(moved(one, Part.SELLER, Part.EXPENSE), Part.RESERVE, Part.EXPENSE)
                        : one));
    }

    /** A bank leaves the buyer what was released, and the seller keeps it all. */
    public void letThePlatformBearTheBank() {
        instead(one -> List.of(
                one.fact() == Fact.CHARGEBACK_LOST
                        ? moved(
                                moved(moved(one, Part.SELLER, Part.EXPENSE), Part.RESERVE, Part.EXPENSE),
                                Part.RECEIVABLE,
                                Part.EXPENSE)
                        : one));
    }

    /** What has been asked of the bank is taken for done. */
    public void guessThePayout() {
        instead(one -> one.fact() == Fact.PAYOUT_HELD
                ? List.of(one, new Occurrence(Fact.PAYOUT_POSTED, null, one.sellerId(), one.subject(), one.parts()))
                : List.of(one));
    }

    private static Occurrence dearer(Occurrence one) {
        if (!one.part(Part.SELLER).isPositive()) {
            return one;
        }
        var unit = Money.cny(1);
        var parts = new EnumMap<Part, Money>(one.parts());
        parts.put(Part.SELLER, one.part(Part.SELLER).minus(unit));
        parts.put(Part.FEES, one.part(Part.FEES).plus(unit));
        return with(one, parts);
    }

    private static Occurrence moved(Occurrence one, Part from, Part to) {
        var parts = new EnumMap<Part, Money>(one.parts());
        parts.put(to, one.part(to).plus(one.part(from)));
        parts.remove(from);
        return with(one, parts);
    }

    private static Occurrence with(Occurrence one, Map<Part, Money> parts) {
        return new Occurrence(one.fact(), one.orderId(), one.sellerId(), one.subject(), parts);
    }

    private void instead(Function<Occurrence, List<Occurrence>> of) {
        QuarkusMock.installMockForType(new Accounts(of), Books.class);
    }

    @Vetoed
    private class Accounts extends Books {
        private final Function<Occurrence, List<Occurrence>> instead;

        Accounts(Function<Occurrence, List<Occurrence>> instead) {
            super(ledger, lots, recoveries, indemnities, outbox, signals, ids);
            this.instead = instead;
        }

        @Override
        public Uni<Void> book(Mutiny.Session session, List<Occurrence> occurrences, Instant now) {
            return super.book(
                    session,
                    occurrences.stream()
                            .flatMap(one -> instead.apply(one).stream())
                            .toList(),
                    now);
        }
    }
}
