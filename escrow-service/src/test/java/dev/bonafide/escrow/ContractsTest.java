package dev.bonafide.escrow;

import dev.bonafide.escrow.advance.PoolRefusal;
import dev.bonafide.escrow.events.said.FreezeEvent;
import dev.bonafide.escrow.events.said.IndemnityEvent;
import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.escrow.events.said.LedgerEntryPostedV1;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.PoolEvent;
import dev.bonafide.escrow.events.said.RulingEvent;
import dev.bonafide.escrow.events.said.SellerEvent;
import dev.bonafide.escrow.events.said.SellerEvent.PayoutInitiatedV1.Trigger;
import dev.bonafide.escrow.events.said.SellerEvent.ReserveChangedV1.Change;
import dev.bonafide.escrow.indemnity.Claim;
import dev.bonafide.escrow.indemnity.ClaimOutcome;
import dev.bonafide.escrow.indemnity.SellerClaim;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.LedgerSamples;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.ReturnRefusal;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.settlement.Legs;
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
import java.time.LocalDate;
import java.util.Arrays;
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
                        "PARCEL",
                        OTHER,
                        "v",
                        AT,
                        List.of(new OrderEvent.ServiceV1("WARRANTY_30D", "BUYER", AMOUNT)),
                        List.of(
                                new OrderEvent.MilestoneV1(OTHER, 1, AMOUNT),
                                new OrderEvent.MilestoneV1(OTHER, 2, AMOUNT))),
                new OrderEvent.AwaitingPaymentV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AT, AT),
                new OrderEvent.FundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, "PARCEL", OTHER, AT, AT, null),
                new OrderEvent.FundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, "MEET", null, AT, AT, null),
                new OrderEvent.ShippedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT),
                new OrderEvent.InspectionStartedV1(ORDER, LISTING, BUYER, SELLER, OTHER, null, AT, AT),
                new OrderEvent.InspectionExtendedV1(ORDER, LISTING, BUYER, SELLER, AT, AT),
                new OrderEvent.InspectionStartedV1(ORDER, LISTING, BUYER, SELLER, null, null, AT, AT),
                new OrderEvent.InspectionStartedV1(ORDER, LISTING, BUYER, SELLER, null, OTHER, AT, AT),
                new OrderEvent.MilestoneReleasedV1(
                        ORDER, LISTING, BUYER, SELLER, OTHER, 1, AMOUNT, AMOUNT, OrderEvent.AcceptedV1.By.TIMER, AT),
                new OrderEvent.HandoverConfirmedV1(ORDER, LISTING, BUYER, SELLER, AT, "TOKEN", "DISPUTED", AT),
                new OrderEvent.HandoverFailedV1(ORDER, LISTING, BUYER, SELLER, 4, AT),
                new OrderEvent.DeliveryRevokedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT),
                new OrderEvent.ResumedV1(ORDER, LISTING, BUYER, SELLER, OTHER, null, "INSPECTION", AT),
                new OrderEvent.ResumedV1(ORDER, LISTING, BUYER, SELLER, OTHER, 2, "IN_MILESTONES", AT),
                new OrderEvent.ReminderDueV1(
                        ORDER, BUYER, SELLER, null, OrderEvent.ReminderDueV1.Kind.AUTO_CONFIRM_72H, AT, AT),
                new OrderEvent.ReminderDueV1(
                        ORDER, BUYER, SELLER, OTHER, OrderEvent.ReminderDueV1.Kind.AUTO_CONFIRM_24H, AT, AT),
                new OrderEvent.AcceptedV1(ORDER, LISTING, BUYER, SELLER, OrderEvent.AcceptedV1.By.TIMER, AT),
                new OrderEvent.ReleasedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, null, AT),
                new OrderEvent.CancelledV1(ORDER, LISTING, BUYER, SELLER, "UNPAID", null, "AWAITING_PAYMENT", null, AT),
                new OrderEvent.FrozenV1(
                        ORDER, OTHER, BUYER, SELLER, null, OrderEvent.FrozenV1.Source.HELD, null, AMOUNT, AT),
                new OrderEvent.FrozenV1(
                        ORDER, OTHER, BUYER, SELLER, 2, OrderEvent.FrozenV1.Source.HELD, null, AMOUNT, AT),
                new OrderEvent.FrozenV1(
                        ORDER,
                        OTHER,
                        BUYER,
                        SELLER,
                        null,
                        OrderEvent.FrozenV1.Source.RELEASE_REVERSED,
                        FrozenBy.DISPUTE,
                        AMOUNT,
                        AT),
                new OrderEvent.FrozenV1(
                        ORDER,
                        OTHER,
                        BUYER,
                        SELLER,
                        null,
                        OrderEvent.FrozenV1.Source.AFTER_RELEASE,
                        FrozenBy.RETURN,
                        Money.cny(0),
                        AT),
                new OrderEvent.FreezeRefusedV1(ORDER, OTHER, BUYER, SELLER, "NOT_FUNDED", null, AT),
                new OrderEvent.FreezeRefusedV1(ORDER, OTHER, BUYER, SELLER, "ALREADY_INDEMNIFIED", "INSURER", AT),
                new OrderEvent.ReturnStartedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT, AT, AT),
                new OrderEvent.ReturnStartedV1(ORDER, LISTING, BUYER, SELLER, OTHER, AT, null, AT),
                new OrderEvent.ReturnEndedV1(ORDER, LISTING, BUYER, SELLER, OTHER, "INSPECTION", AT),
                new OrderEvent.RefundIssuedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, "NOT_SHIPPED", null, AT),
                new OrderEvent.RefundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, null, null, OTHER, AT),
                new OrderEvent.RefundedV1(ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, AMOUNT, null, AT),
                new OrderEvent.PartiallyRefundedV1(
                        ORDER,
                        LISTING,
                        BUYER,
                        SELLER,
                        AMOUNT,
                        AMOUNT,
                        AMOUNT,
                        OrderEvent.PartiallyRefundedV1.By.AGREEMENT,
                        null,
                        AT),
                new OrderEvent.RefundSettledV1(ORDER, LISTING, BUYER, SELLER, OTHER, AMOUNT, "PART_AGREED", AT),
                new OrderEvent.RefundOfferMadeV1(ORDER, LISTING, BUYER, SELLER, 1, OrderEvent.Side.BUYER, AMOUNT, AT),
                new OrderEvent.RefundOfferAnsweredV1(
                        ORDER, LISTING, BUYER, SELLER, 1, OrderEvent.RefundOfferAnsweredV1.Reply.AGREED, AT))) {
            Contracts.assertValid(event.type(), event);
        }
        for (var by : FrozenBy.values()) {
            var event = new OrderEvent.FrozenV1(
                    ORDER, OTHER, BUYER, SELLER, null, OrderEvent.FrozenV1.Source.HELD, by, AMOUNT, AT);
            Contracts.assertValid(event.type(), event);
        }
        for (var reason : ReturnRefusal.values()) {
            var event = new OrderEvent.ReturnRefusedV1(ORDER, OTHER, BUYER, SELLER, reason.name(), AT);
            Contracts.assertValid(event.type(), event);
        }
        for (var by : OrderEvent.PartiallyRefundedV1.By.values()) {
            var event = new OrderEvent.PartiallyRefundedV1(
                    ORDER, LISTING, BUYER, SELLER, AMOUNT, AMOUNT, AMOUNT, by, null, AT);
            Contracts.assertValid(event.type(), event);
        }
        for (var event : List.of(
                new SellerEvent.ReserveChangedV1(SELLER, OTHER, ORDER, Change.KEPT, AMOUNT, AT, "v", AT),
                new SellerEvent.ReserveChangedV1(SELLER, OTHER, ORDER, Change.TAKEN, AMOUNT, null, "v", AT),
                new SellerEvent.PayoutInitiatedV1(SELLER, OTHER, AMOUNT, Trigger.SCHEDULE, AT),
                new SellerEvent.PayoutSettledV1(SELLER, OTHER, AMOUNT, AT),
                new SellerEvent.PayoutFailedV1(SELLER, OTHER, AMOUNT, "ACCOUNT_CLOSED", AT),
                new SellerEvent.ReceivableRecoveredV1(SELLER, OTHER, ORDER, "POOL", OTHER, 1, 0, "CNY", AT))) {
            Contracts.assertValid(event.type(), event);
        }
        var nothing = Money.cny(0);
        for (var event : List.of(
                new InstalmentEvent.PlanOpenedV1(
                        ORDER,
                        OTHER,
                        BUYER,
                        AMOUNT,
                        "2026-11",
                        List.of(
                                new InstalmentEvent.PartV1(1, AMOUNT, LocalDate.EPOCH),
                                new InstalmentEvent.PartV1(2, AMOUNT, LocalDate.EPOCH)),
                        AT),
                new InstalmentEvent.PaidV1(ORDER, OTHER, BUYER, 1, AMOUNT, nothing, AT),
                new InstalmentEvent.ReminderDueV1(
                        ORDER, OTHER, BUYER, 2, AMOUNT, InstalmentEvent.ReminderDueV1.Kind.TRY_FAILED, AT, AT),
                new InstalmentEvent.PlanMovedV1(
                        ORDER, OTHER, BUYER, 3, List.of(new InstalmentEvent.PartV1(2, AMOUNT, LocalDate.EPOCH)), AT),
                new InstalmentEvent.OverdueV1(ORDER, OTHER, BUYER, 2, AMOUNT, LocalDate.EPOCH, AT),
                new InstalmentEvent.PlanClosedV1(
                        ORDER, OTHER, BUYER, InstalmentPlan.Outcome.WRITTEN_OFF, AMOUNT, nothing, AMOUNT, AT))) {
            Contracts.assertValid(event.type(), event);
        }
        for (var event : List.of(
                new PoolEvent.PaymentMadeV1(OTHER, OTHER, ORDER, BUYER, SELLER, AMOUNT, AT),
                new PoolEvent.PaymentRefusedV1(
                        OTHER,
                        OTHER,
                        ORDER,
                        BUYER,
                        SELLER,
                        AMOUNT,
                        Arrays.stream(PoolRefusal.values()).map(Enum::name).toList(),
                        AT))) {
            Contracts.assertValid(event.type(), event);
        }
        var ask = new RulingMoney.Ask(OTHER, OTHER, ORDER, 1, new Ruling.ForBuyer(), null);
        var legs = new Legs(AMOUNT, nothing, nothing);
        for (var step : Arrays.asList(OTHER, null)) {
            for (var money : List.of(
                    new RulingMoney.Fixed(ask, AMOUNT, legs),
                    new RulingMoney.Settled(ask, AMOUNT, legs, legs, List.of(OTHER)),
                    new RulingMoney.Settled(ask, AMOUNT, legs, new Legs(nothing, AMOUNT, nothing), List.of(OTHER)),
                    new RulingMoney.Refused(
                            ask, AMOUNT, nothing, RulingMoney.Refusal.ALREADY_INDEMNIFIED, Source.INSURER),
                    new RulingMoney.Refused(ask, AMOUNT, AMOUNT, RulingMoney.Refusal.HELD_DIFFERS, null))) {
                var event = RulingEvent.of(money, step, BUYER, SELLER, AT);
                Contracts.assertValid(event.type(), event);
            }
        }
        for (var event : List.of(
                new FreezeEvent.AgeingV1(ORDER, OTHER, BUYER, SELLER, null, AMOUNT, AT, 1, AT, AT),
                new FreezeEvent.AgeingV1(ORDER, OTHER, BUYER, SELLER, 2, AMOUNT, AT, 1, AT, AT),
                new FreezeEvent.EndsSoonV1(ORDER, OTHER, BUYER, SELLER, null, AMOUNT, AT, AT, true, AT),
                new FreezeEvent.EndsSoonV1(ORDER, OTHER, BUYER, SELLER, 2, AMOUNT, AT, AT, true, AT),
                new FreezeEvent.ExtendedV1(ORDER, OTHER, BUYER, SELLER, null, AT, AT, AT),
                new FreezeEvent.ExtendedV1(ORDER, OTHER, BUYER, SELLER, 2, AT, AT, AT),
                new FreezeEvent.ExpiredV1(ORDER, OTHER, OTHER, BUYER, SELLER, null, AT, AT),
                new FreezeEvent.ExpiredV1(ORDER, OTHER, OTHER, BUYER, SELLER, 2, AT, AT))) {
            Contracts.assertValid(event.type(), event);
        }
        var claim = new Claim(OTHER, ORDER, BUYER, SELLER, Source.INSURER, AMOUNT);
        for (var outcome : List.of(
                new ClaimOutcome.Paid(AMOUNT, nothing),
                new ClaimOutcome.Refused(ClaimOutcome.Refusal.ALREADY_INDEMNIFIED, nothing, Source.RULING),
                new ClaimOutcome.Refused(ClaimOutcome.Refusal.NOTHING_LOST, nothing, null))) {
            for (var event : List.of(
                    IndemnityEvent.of(claim, outcome, AT),
                    IndemnityEvent.of(new SellerClaim(OTHER, ORDER, BUYER, SELLER, AMOUNT), outcome, AT))) {
                Contracts.assertValid(event.type(), event);
            }
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
            var event = new OrderEvent.CancelledV1(
                    ORDER, LISTING, BUYER, SELLER, reason.name(), "INR-01", "FUNDED", AMOUNT, AT);
            Contracts.assertValid(event.type(), event);
        }
    }
}
