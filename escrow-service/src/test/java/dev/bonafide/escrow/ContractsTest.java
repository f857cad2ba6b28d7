package dev.bonafide.escrow;

import dev.bonafide.escrow.events.said.LedgerEntryPostedV1;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.LedgerSamples;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service says is what it promised, and what it reads is what others promise. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ContractsTest {
    private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID LISTING = new UUID(0, 2);
    private static final UUID BUYER = new UUID(0, 3);
    private static final UUID SELLER = new UUID(0, 4);
    private static final UUID OTHER = new UUID(0, 5);
    private static final Money AMOUNT = Money.cny(300_000);

    @Inject
    EventRoutes routes;

    @Test
    @SuppressWarnings("unchecked") // Every record we read is one; only the map cannot say so.
    void everyEventWeReadIsReadFromEverySample() {
        routes.readers().forEach((type, reader) -> Contracts.assertReads((Class<? extends Record>) reader, type));
    }

    @Test
    void theCatalogueNamesUsAsReaderOfJustWhatWeRead() {
        Contracts.assertReaders("escrow-service", routes.types());
    }

    @Test
    void everyEventWeSayIsAsPromised() {
        for (var event : List.of(
                new OrderEvent.PlacedV1(
                        ORDER,
                        LISTING,
                        BUYER,
                        SELLER,
                        AMOUNT,
                        AMOUNT,
                        AMOUNT,
                        AMOUNT,
                        "a".repeat(64),
                        OTHER,
                        "v",
                        AT,
                        List.of(new OrderEvent.ServiceV1("WARRANTY_30D", "BUYER", AMOUNT))),
                new OrderEvent.AwaitingPaymentV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AT, AT),
                new OrderEvent.FundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, OTHER, AT, AT, null),
                new OrderEvent.ShippedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT),
                new OrderEvent.InspectionStartedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT, AT),
                new OrderEvent.ReminderDueV1(
                        ORDER, BUYER, SELLER, OrderEvent.ReminderDueV1.Kind.AUTO_CONFIRM_72H, AT, AT),
                new OrderEvent.AcceptedV1(ORDER, LISTING, BUYER, SELLER, OrderEvent.AcceptedV1.By.TIMER, AT),
                new OrderEvent.ReleasedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, null, AT),
                new OrderEvent.CancelledV1(ORDER, LISTING, BUYER, SELLER, "UNPAID", null, "AWAITING_PAYMENT", AT),
                new OrderEvent.FrozenV1(ORDER, OTHER, BUYER, SELLER, OrderEvent.FrozenV1.Source.HELD, AMOUNT, AT),
                new OrderEvent.FreezeRefusedV1(ORDER, OTHER, BUYER, SELLER, "NOT_FUNDED", AT),
                new OrderEvent.RefundIssuedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, "NOT_SHIPPED", null, AT),
                new OrderEvent.RefundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, OTHER, AT))) {
            Contracts.assertValid(event.type(), event);
        }
        for (var fact : Fact.values()) {
            var entry = Fact.book(OTHER, LedgerSamples.occurrence(fact, ORDER, SELLER, ORDER), AT);
            Contracts.assertValid(LedgerEntryPostedV1.TYPE, LedgerEntryPostedV1.of(entry));
        }
    }

    /** Every reason an order can be cancelled for is one the contract lists. */
    @Test
    void everyReasonToCancelIsPromised() {
        for (var reason : CancelReason.values()) {
            var event =
                    new OrderEvent.CancelledV1(ORDER, LISTING, BUYER, SELLER, reason.name(), "INR-01", "FUNDED", AT);
            Contracts.assertValid(event.type(), event);
        }
    }
}
