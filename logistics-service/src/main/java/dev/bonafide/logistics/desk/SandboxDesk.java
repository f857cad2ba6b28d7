package dev.bonafide.logistics.desk;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.logistics.carrier.sandbox.SandboxCarrier;
import dev.bonafide.logistics.carrier.sandbox.Script;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Facts;
import dev.bonafide.logistics.store.ShipmentRecord;
import dev.bonafide.logistics.store.Shipments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Lets the sandbox's carrier be told what to do. Outside the sandbox nothing here is found. */
@ApplicationScoped
public class SandboxDesk {

    private final KitConfig kit;
    private final Shipments shipments;
    private final SandboxCarrier carrier;
    private final Clock clock;

    SandboxDesk(KitConfig kit, Shipments shipments, SandboxCarrier carrier, Clock clock) {
        this.kit = kit;
        this.shipments = shipments;
        this.carrier = carrier;
        this.clock = clock;
    }

    /**
     * Replaces what is still to happen to the parcel.
     *
     * @param anySellers whether the caller may script parcels that others send
     * @return false if there is no such parcel to be scripted by the caller
     */
    public Uni<Boolean> script(
            Mutiny.Session session, UUID caller, boolean anySellers, UUID shipmentId, Script script) {
        if (!kit.sandbox()) {
            return Uni.createFrom().item(false);
        }
        return shipments
                .lock(session, shipmentId)
                .chain(found -> found.filter(record -> isScriptable(record, caller, anySellers))
                        .map(record -> carrier.play(session, ShipmentDesk.subscription(record), script, clock.instant())
                                .replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private static boolean isScriptable(ShipmentRecord record, UUID caller, boolean anySellers) {
        Facts facts = record.shipment().facts();
        return facts.carrier().equals(SandboxCarrier.CODE)
                && !(record.shipment() instanceof Cancelled)
                && (anySellers || facts.sellerId().equals(caller));
    }
}
