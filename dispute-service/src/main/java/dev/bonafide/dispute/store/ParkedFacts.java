package dev.bonafide.dispute.store;

import dev.bonafide.dispute.dispute.Stage;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Facts that are true and do not fit. They wait for a person, with an alarm. */
@ApplicationScoped
public class ParkedFacts {
    private static final Logger LOG = Logger.getLogger(ParkedFacts.class);
    private static final String PARK = """
            insert into parked_fact (id, event_id, event_type, dispute_id, order_id, stage, parked_at)
            values (:id, :event, :type, :dispute, :order, cast(:stage as text), :at)""";

    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    ParkedFacts(Ids ids, Clock clock, MeterRegistry meters) {
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Parks an event and raises the alarm.
     *
     * @param stage the dispute's stage, or null if there is no such dispute
     */
    public Uni<Void> park(
            Mutiny.Session session, ReceivedEvent<?> event, UUID disputeId, UUID orderId, @Nullable Stage stage) {
        LOG.errorf("Parked for a person: %s about dispute %s, which is %s", event.type(), disputeId, stage);
        meters.counter(
                        "bonafide.dispute.parked",
                        "type",
                        event.type(),
                        "stage",
                        stage == null ? "UNKNOWN" : stage.name())
                .increment();
        return session.createNativeQuery(PARK)
                .setParameter("id", ids.next())
                .setParameter("event", event.id())
                .setParameter("type", event.type())
                .setParameter("dispute", disputeId)
                .setParameter("order", orderId)
                .setParameter("stage", stage == null ? null : stage.name())
                .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
