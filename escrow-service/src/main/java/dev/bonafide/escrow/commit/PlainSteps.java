package dev.bonafide.escrow.commit;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps the steps of a Uni free of what the platform would put around each: carrying the thread-locals of a request over from
 * one to the next, for up to a tenth of the service's time. A request lives in its Vert.x context here, and what goes on in
 * another one, as the commands of a group do, is handed what it needs.
 */
@ApplicationScoped
class PlainSteps {
    private static final int BEFORE_ALL_OTHERS = 1;

    void begin(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
