package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.kit.webhook.WebhookSignature.Verdict;
import dev.bonafide.logistics.carrier.Carrier;
import dev.bonafide.logistics.config.LogisticsConfig;
import dev.bonafide.logistics.shipment.NumberFormat;
import dev.bonafide.logistics.tracking.CarrierMap;
import dev.bonafide.logistics.tracking.CarrierMaps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** The sandbox's carrier as our side sees it. Offered only in a sandbox that has a webhook secret. */
@ApplicationScoped
public class SandboxCarrier implements Carrier {

    /** Its code. */
    public static final String CODE = "SANDBOX";

    private static final NumberFormat FORMAT = new NumberFormat(
            CODE, Pattern.compile("(?=[A-Z0-9_-]{6,40}$)[A-Z0-9]+([_-][A-Z0-9]+)*"), "SB-20261105-4821");
    private static final int MAP_VERSION = 1;

    private final CarrierMap map = CarrierMaps.load(CODE, MAP_VERSION);
    private final boolean offered;
    private final List<String> secrets;
    private final SandboxDeliveries deliveries;
    private final Ids ids;

    SandboxCarrier(KitConfig kit, LogisticsConfig config, SandboxDeliveries deliveries, Ids ids) {
        this.secrets = config.carrier().webhookSecret().stream().toList();
        this.offered = kit.sandbox() && !secrets.isEmpty();
        this.deliveries = deliveries;
        this.ids = ids;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOffered() {
        return offered;
    }

    @Override
    public NumberFormat numberFormat() {
        return FORMAT;
    }

    @Override
    public CarrierMap map() {
        return map;
    }

    @Override
    public Uni<Void> subscribe(Mutiny.Session session, Subscription subscription, Instant now) {
        return play(session, subscription, SandboxTrip.of(subscription.number()), now);
    }

    @Override
    public Uni<Void> unsubscribe(Mutiny.Session session, UUID shipmentId) {
        return deliveries.clear(session, shipmentId);
    }

    /** Puts a script in the place of all that is still to happen to the parcel. */
    public Uni<Void> play(Mutiny.Session session, Subscription subscription, Script script, Instant now) {
        return deliveries
                .clear(session, subscription.shipmentId())
                .chain(() -> deliveries.add(
                        session, subscription.shipmentId(), Diary.of(script, subscription, map, now, ids::next)));
    }

    @Override
    public Check check(Webhook webhook, Instant now) {
        return switch (WebhookSignature.verify(
                secrets, webhook.id(), webhook.timestamp(), webhook.signature(), webhook.body(), now)) {
            case Verdict.Valid valid -> new Check.Genuine(valid.id());
            case Verdict.BadSignature _ -> new Check.Rejected(Check.Cause.BAD_SIGNATURE);
            case Verdict.Stale _ -> new Check.Rejected(Check.Cause.STALE);
            case Verdict.Malformed _ -> new Check.Rejected(Check.Cause.HEADER_MISSING);
        };
    }

    @Override
    public Reading read(byte[] body) {
        return SandboxMessage.read(body);
    }
}
