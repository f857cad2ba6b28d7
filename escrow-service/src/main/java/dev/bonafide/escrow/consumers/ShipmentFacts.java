package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.events.heard.ShipmentHeard;
import dev.bonafide.escrow.order.OrderCommand.AnnounceShipment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import dev.bonafide.escrow.order.Parcel;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the logistics service says about parcels. */
@ApplicationScoped
class ShipmentFacts {
    private final ToldOrders orders;
    private final ChargebackDesk chargebacks;

    ShipmentFacts(ToldOrders orders, ChargebackDesk chargebacks) {
        this.orders = orders;
        this.chargebacks = chargebacks;
    }

    Uni<Void> created(Mutiny.Session session, ReceivedEvent<ShipmentHeard.CreatedV1> event) {
        var told = event.data();
        return orders.tell(session, event, told.orderId(), new AnnounceShipment(told.shipmentId()));
    }

    Uni<Void> dispatched(Mutiny.Session session, ReceivedEvent<ShipmentHeard.DispatchedV1> event) {
        var told = event.data();
        return orders.tell(
                        session,
                        event,
                        told.orderId(),
                        new ConfirmDispatch(new Parcel(told.shipmentId(), told.revision())))
                .chain(() -> chargebacks.sent(session, told.orderId()));
    }

    Uni<Void> delivered(Mutiny.Session session, ReceivedEvent<ShipmentHeard.DeliveredV1> event) {
        var told = event.data();
        var parcel = new Parcel(told.shipmentId(), told.revision());
        return orders.tell(session, event, told.orderId(), new ConfirmDelivery(parcel, told.deliveredAt()))
                .chain(() -> chargebacks.sent(session, told.orderId()));
    }

    Uni<Void> deliveryRevoked(Mutiny.Session session, ReceivedEvent<ShipmentHeard.DeliveryRevokedV1> event) {
        var told = event.data();
        var parcel = new Parcel(told.shipmentId(), told.revision());
        return orders.tell(session, event, told.orderId(), new RevokeDelivery(parcel))
                // It may be the first word of the parcel.
                .chain(() -> chargebacks.sent(session, told.orderId()));
    }
}
