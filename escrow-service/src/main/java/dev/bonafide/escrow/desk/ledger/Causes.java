package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.ledger.Cause;
import dev.bonafide.kit.event.EventContext;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What led to the present work, kept in the Vert.x context beside {@link EventContext}, so that every entry booked on the
 * way says it. Work that is done for several callers at once enters the cause of each before its part.
 */
public final class Causes {
    private static final String KEY = "bonafide.escrow.idempotency-key";
    private static final String REFERENCE = "bonafide.escrow.provider-reference";

    private Causes() {}

    /** The cause of the present work. */
    public static Cause current() {
        return new Cause(EventContext.current().correlationId(), read(KEY), read(REFERENCE));
    }

    /** What follows on the present context has this cause, whoever's context it is. */
    public static void enter(Cause cause) {
        write(KEY, cause.idempotencyKey());
        write(REFERENCE, cause.providerReference());
    }

    /** What follows on the present context comes from a request with that key, or from one without. */
    public static void keyed(@Nullable String idempotencyKey) {
        write(KEY, idempotencyKey);
    }

    /** What follows on the present context comes from something that a provider calls so. */
    public static void referred(String providerReference) {
        write(REFERENCE, providerReference);
    }

    private static @Nullable String read(String name) {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<String>get(name).orElse(null)
                : null;
    }

    private static void write(String name, @Nullable String value) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return;
        }
        Optional.ofNullable(value)
                .ifPresentOrElse(text -> ContextLocals.put(name, text), () -> ContextLocals.remove(name));
    }
}
