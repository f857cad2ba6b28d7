package dev.bonafide.logistics.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.logistics.carrier.Carrier;
import dev.bonafide.logistics.carrier.Carrier.Subscription;
import dev.bonafide.logistics.carrier.Carriers;
import dev.bonafide.logistics.desk.ShipmentOutcome.CarrierNotOffered;
import dev.bonafide.logistics.desk.ShipmentOutcome.Detail;
import dev.bonafide.logistics.desk.ShipmentOutcome.Done;
import dev.bonafide.logistics.desk.ShipmentOutcome.NotDone;
import dev.bonafide.logistics.desk.ShipmentOutcome.Stale;
import dev.bonafide.logistics.order.KnownOrder;
import dev.bonafide.logistics.shipment.Decision;
import dev.bonafide.logistics.shipment.Decision.AlreadyDone;
import dev.bonafide.logistics.shipment.Decision.Moved;
import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.shipment.RegistrationRules;
import dev.bonafide.logistics.shipment.RegistrationRules.Register;
import dev.bonafide.logistics.shipment.Shipment;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Canceller;
import dev.bonafide.logistics.shipment.ShipmentCommand.Cancel;
import dev.bonafide.logistics.shipment.ShipmentCommand.CorrectNumber;
import dev.bonafide.logistics.shipment.ShipmentRules;
import dev.bonafide.logistics.store.Addresses;
import dev.bonafide.logistics.store.KnownOrders;
import dev.bonafide.logistics.store.Observations;
import dev.bonafide.logistics.store.ShipmentRecord;
import dev.bonafide.logistics.store.Shipments;
import dev.bonafide.logistics.tracking.CarrierEvent;
import dev.bonafide.logistics.tracking.TrackingState;
import dev.bonafide.logistics.tracking.Trip;
import dev.bonafide.logistics.tracking.ViewRules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The door to shipments. Locks are taken in one order everywhere, order, number, shipment, so that no two wishes wait for
 * each other.
 */
@ApplicationScoped
public class ShipmentDesk {

    /** Clocks of carriers and payments differ; a scan this much before the payment still belongs to the order. */
    private static final Duration BEFORE_PAYMENT_MAX = Duration.ofHours(1);

    private final KnownOrders orders;
    private final Shipments shipments;
    private final Observations observations;
    private final Addresses addresses;
    private final Views views;
    private final Carriers carriers;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;

    ShipmentDesk(
            KnownOrders orders,
            Shipments shipments,
            Observations observations,
            Addresses addresses,
            Views views,
            Carriers carriers,
            Announcements announcements,
            Outbox outbox,
            Timers timers,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.shipments = shipments;
        this.observations = observations;
        this.addresses = addresses;
        this.views = views;
        this.carriers = carriers;
        this.announcements = announcements;
        this.outbox = outbox;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /** The seller names carrier and number of a parcel. */
    public Uni<ShipmentOutcome> register(
            Mutiny.Session session, UUID seller, UUID orderId, String carrierCode, String givenNumber) {
        Optional<Carrier> offered = carriers.find(carrierCode);
        Instant now = clock.instant();
        String number = CarrierEvent.normalised(givenNumber);
        return orders.lock(session, orderId).chain(known -> {
            if (offered.isEmpty()) {
                // Somebody else's order stays unknown, whatever carrier is asked for.
                return outcome(
                        known.filter(order -> order.sellerId().equals(seller)).isPresent()
                                ? new CarrierNotOffered(carrierCode)
                                : new NotDone(new Refused.NotYours()));
            }
            Carrier carrier = offered.get();
            Register asked = new Register(ids.next(), seller, orderId, carrier.numberFormat(), number);
            return observations
                    .lock(session, carrier.code(), number)
                    .chain(() -> shipments.latestOf(session, orderId))
                    .chain(latest -> registered(
                            session,
                            carrier,
                            known,
                            latest,
                            RegistrationRules.decide(known, latest.map(ShipmentRecord::shipment), asked, now),
                            now));
        });
    }

    private Uni<ShipmentOutcome> registered(
            Mutiny.Session session,
            Carrier carrier,
            Optional<KnownOrder> known,
            Optional<ShipmentRecord> latest,
            Decision decision,
            Instant now) {
        return switch (decision) {
            case Moved(var shipment) -> add(session, carrier, known.orElseThrow(), shipment, now);
            case AlreadyDone _ -> done(session, latest.orElseThrow(), false, now);
            case Refused refused -> outcome(new NotDone(refused));
        };
    }

    private Uni<ShipmentOutcome> add(
            Mutiny.Session session, Carrier carrier, KnownOrder order, Shipment shipment, Instant now) {
        KnownOrder.Funding funding = order.funding().orElseThrow();
        return addresses
                .find(session, funding.deliveryAddressId())
                .map(address -> address.filter(found -> found.ownerId().equals(order.buyerId()))
                        .map(found -> found.content().cityCode())
                        .orElse(null))
                .map(city -> first(shipment, new Trip(funding.fundedAt().minus(BEFORE_PAYMENT_MAX), city), now))
                .chain(record -> shipments
                        .add(session, record)
                        .chain(() -> outbox.append(session, announcements.created(record, now)))
                        .chain(() -> carrier.subscribe(session, subscription(record), now))
                        // Perhaps the carrier has spoken of this number already.
                        .chain(() -> views.refresh(session, record, now)))
                .chain(record -> done(session, record, true, now));
    }

    private static ShipmentRecord first(Shipment shipment, Trip trip, Instant now) {
        String nothingSeen = ViewRules.view(TrackingState.EMPTY, trip, now).digest();
        return new ShipmentRecord(shipment, trip, 1, nothingSeen, null, null);
    }

    /** The seller mistyped the number. {@code revision} is the one they have seen. */
    public Uni<ShipmentOutcome> correctNumber(
            Mutiny.Session session, UUID seller, UUID shipmentId, long revision, String givenNumber) {
        Instant now = clock.instant();
        String number = CarrierEvent.normalised(givenNumber);
        return shipments.find(session, shipmentId).chain(found -> {
            Optional<ShipmentRecord> own = found.filter(record -> isSeller(record, seller));
            if (own.isEmpty()) {
                return outcome(new NotDone(new Refused.NotYours()));
            }
            Carrier carrier = carriers.required(own.get().shipment().facts().carrier());
            return observations
                    .lock(session, carrier.code(), number)
                    .chain(() -> shipments.lock(session, shipmentId))
                    .map(Optional::orElseThrow)
                    .chain(record -> correct(session, carrier, record, revision, number, now));
        });
    }

    private Uni<ShipmentOutcome> correct(
            Mutiny.Session session, Carrier carrier, ShipmentRecord record, long revision, String number, Instant now) {
        if (record.revision() != revision) {
            return outcome(new Stale(record.revision()));
        }
        CorrectNumber command = new CorrectNumber(number, carrier.numberFormat());
        return switch (ShipmentRules.decide(record.shipment(), command, now)) {
            case Moved(var shipment) -> {
                ShipmentRecord next = first(shipment, record.trip(), now);
                ShipmentRecord corrected = record.changed(shipment, next.viewDigest());
                yield shipments
                        .save(session, corrected)
                        .chain(() ->
                                carrier.unsubscribe(session, shipment.facts().shipmentId()))
                        .chain(() -> carrier.subscribe(session, subscription(corrected), now))
                        .chain(() -> views.refresh(session, corrected, now))
                        .chain(refreshed -> done(session, refreshed, true, now));
            }
            case AlreadyDone _ -> done(session, record, false, now);
            case Refused refused -> outcome(new NotDone(refused));
        };
    }

    /** The seller does not send it after all. */
    public Uni<ShipmentOutcome> cancel(Mutiny.Session session, UUID seller, UUID shipmentId) {
        Instant now = clock.instant();
        return shipments
                .lock(session, shipmentId)
                .chain(found -> found.filter(record -> isSeller(record, seller))
                        .map(record -> cancel(session, record, Canceller.SELLER, now))
                        .orElseGet(() -> outcome(new NotDone(new Refused.NotYours()))));
    }

    /** The order has ended: parcels that no carrier has yet are called off. Those on their way go on. */
    public Uni<Void> callOff(Mutiny.Session session, UUID orderId) {
        Instant now = clock.instant();
        return shipments
                .of(session, orderId)
                .chain(records -> Multi.createFrom()
                        .iterable(records)
                        .onItem()
                        .transformToUniAndConcatenate(record -> shipments
                                .lock(session, record.shipment().facts().shipmentId())
                                .chain(locked -> cancel(session, locked.orElseThrow(), Canceller.ORDER, now)))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<ShipmentOutcome> cancel(Mutiny.Session session, ShipmentRecord record, Canceller by, Instant now) {
        return switch (ShipmentRules.decide(record.shipment(), new Cancel(by), now)) {
            case Moved(var shipment) -> {
                ShipmentRecord next = record.changed(shipment, record.viewDigest());
                UUID id = shipment.facts().shipmentId();
                yield shipments
                        .save(session, next)
                        .chain(() ->
                                carriers.required(shipment.facts().carrier()).unsubscribe(session, id))
                        .chain(() -> timers.cancelAll(session, id))
                        .chain(() -> shipment instanceof Cancelled cancelled
                                ? outbox.append(session, announcements.cancelled(next, cancelled, now))
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem())
                        .chain(() -> done(session, next, true, now));
            }
            case AlreadyDone _ -> done(session, record, false, now);
            case Refused refused -> outcome(new NotDone(refused));
        };
    }

    /** The shipment, for buyer and seller. */
    public Uni<Optional<Detail>> find(Mutiny.Session session, UUID caller, UUID shipmentId) {
        return shipments
                .find(session, shipmentId)
                .chain(found -> found.filter(record -> record.shipment().facts().isParty(caller))
                        .map(record -> detail(session, record, clock.instant()).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<Detail>empty())));
    }

    /** The shipments of an order that the caller buys or sells in, oldest first; none for others. */
    public Uni<List<Detail>> of(Mutiny.Session session, UUID caller, UUID orderId) {
        Instant now = clock.instant();
        return shipments
                .of(session, orderId)
                .chain(records -> Multi.createFrom()
                        .iterable(records)
                        .filter(record -> record.shipment().facts().isParty(caller))
                        .onItem()
                        .transformToUniAndConcatenate(record -> detail(session, record, now))
                        .collect()
                        .asList());
    }

    /** What a carrier has to know of a shipment. */
    static Subscription subscription(ShipmentRecord record) {
        var facts = record.shipment().facts();
        return new Subscription(
                facts.shipmentId(), facts.number(), record.trip().destinationCity());
    }

    private Uni<ShipmentOutcome> done(Mutiny.Session session, ShipmentRecord record, boolean fresh, Instant now) {
        return detail(session, record, now).map(detail -> new Done(detail, fresh));
    }

    private Uni<Detail> detail(Mutiny.Session session, ShipmentRecord record, Instant now) {
        return views.of(session, record, now).map(view -> new Detail(record, view));
    }

    private static boolean isSeller(ShipmentRecord record, UUID account) {
        return record.shipment().facts().sellerId().equals(account);
    }

    private static Uni<ShipmentOutcome> outcome(ShipmentOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
