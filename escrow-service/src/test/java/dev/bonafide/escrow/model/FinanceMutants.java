package dev.bonafide.escrow.model;

import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.store.Approvals;
import dev.bonafide.escrow.store.Indemnities;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Pools;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The service with one mistake in what finance watches over, until the test is over. */
@ApplicationScoped
public class FinanceMutants {
    @Inject
    Indemnities indemnities;

    @Inject
    RulingMoneys rulings;

    @Inject
    Ledger ledger;

    /** Whoever asks for something may agree to it. */
    public void letOnePersonDecide() {
        QuarkusMock.installMockForType(
                new Approvals() {
                    @Override
                    public Uni<@Nullable Approval> lock(Mutiny.Session session, UUID id) {
                        return super.lock(session, id).map(one -> one == null ? null : askedByAnother(one));
                    }
                },
                Approvals.class);
    }

    /** The pool pays as if it had paid nothing that day. */
    public void spendBeyondTheDay() {
        QuarkusMock.installMockForType(
                new Pools() {
                    @Override
                    public Uni<Money> paidOn(Mutiny.Session session, Currency currency, LocalDate day) {
                        return Uni.createFrom().item(Money.zero(currency));
                    }
                },
                Pools.class);
    }

    /** The pool pays as if there were plenty in it. */
    public void spendWhatIsNotThere() {
        QuarkusMock.installMockForType(
                new Pools() {
                    @Override
                    public Uni<Money> balance(Mutiny.Session session, Currency currency) {
                        return Uni.createFrom().item(new Money(Coffer.PLENTY, currency));
                    }
                },
                Pools.class);
    }

    /** Nobody notices that the pool was stopped. */
    public void overlookTheStop() {
        QuarkusMock.installMockForType(
                new Pools() {
                    @Override
                    public Uni<@Nullable AdvancePool> find(Mutiny.Session session, Currency currency) {
                        return super.find(session, currency).map(FinanceMutants::goingOn);
                    }

                    @Override
                    public Uni<@Nullable AdvancePool> lock(Mutiny.Session session, Currency currency) {
                        return super.lock(session, currency).map(FinanceMutants::goingOn);
                    }
                },
                Pools.class);
    }

    /** What finance has given up of a debt is taken for owed. */
    public void forgetWhatWasGivenUp() {
        QuarkusMock.installMockForType(
                new Receivables() {
                    @Override
                    public Uni<Map<Fact, Money>> givenUp(Mutiny.Session session, UUID orderId, Currency currency) {
                        return Uni.createFrom().item(Map.of());
                    }
                },
                Receivables.class);
    }

    /** What the platform has borne of an advance is taken for the seller's. */
    public void forgetWhatThePlatformHasBorne() {
        QuarkusMock.installMockForType(
                new IndemnityKeeper(indemnities, rulings, ledger) {
                    @Override
                    public Uni<Indemnity> of(Mutiny.Session session, Order order) {
                        return super.of(session, order).map(all -> new Indemnity(all.loss(), all.drawn()));
                    }
                },
                IndemnityKeeper.class);
    }

    /** What comes back is the buyer's, whatever a bank has left them of it. */
    public void forgetWhatBanksHaveGiven() {
        QuarkusMock.installMockForType(
                new Payments() {
                    @Override
                    public Uni<Money> beyond(Mutiny.Session session, UUID payment) {
                        return super.beyond(session, payment).map(beyond -> Money.zero(beyond.currency()));
                    }
                },
                Payments.class);
    }

    private static @Nullable AdvancePool goingOn(@Nullable AdvancePool pool) {
        return pool == null ? null : new AdvancePool(pool.limits(), pool.version(), null);
    }

    private static Approval askedByAnother(Approval one) {
        return new Approval(
                one.id(),
                one.wish(),
                UUID.randomUUID(),
                one.askedAt(),
                one.expiresAt(),
                one.state(),
                one.decidedBy(),
                one.decidedAt());
    }
}
