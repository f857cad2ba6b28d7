package dev.bonafide.risk.consumers;

import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.risk.desk.DecisionDesk;
import dev.bonafide.risk.events.DecisionLoggedV1;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Takes the decisions of the stream into the log. What other services say goes to the stream, not here. */
@ApplicationScoped
public class DecisionLog {
    @Produces
    @Singleton
    EventRoutes routes(DecisionDesk desk) {
        return EventRoutes.of("risk-service")
                .on(
                        DecisionLoggedV1.TYPE,
                        DecisionLoggedV1.class,
                        (session, event) -> desk.logged(session, event.data()));
    }
}
