package dev.bonafide.kit.resilience;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings results back to where they were asked for. */
public final class CallerContext {

    private CallerContext() {}

    /**
     * For {@code uni.plug(CallerContext::resume)}: whatever thread the upstream answers on, the downstream goes on in the
     * Vert.x context that subscribed. Without one, nothing changes.
     */
    public static <T> Uni<T> resume(Uni<T> upstream) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null
                    ? upstream
                    : upstream.emitOn(task -> {
                        if (Vertx.currentContext() == context) {
                            task.run();
                        } else {
                            context.runOnContext(_ -> task.run());
                        }
                    });
        });
    }
}
