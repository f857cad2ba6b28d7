package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What time says to the sandbox's bank. */
@Singleton
class SandboxTimers {
    private final SandboxBank bank;
    private final SandboxChargebacks chargebacks;

    SandboxTimers(SandboxBank bank, SandboxChargebacks chargebacks) {
        this.bank = bank;
        this.chargebacks = chargebacks;
    }

    @Produces
    @Singleton
    TimerHandler lapses() {
        return new Handler(SandboxBank.LAPSES, (session, timer) -> bank.lapse(session, timer.ref(), timer.now()));
    }

    @Produces
    @Singleton
    TimerHandler opens() {
        return new Handler(SandboxChargebacks.OPENS, (session, timer) -> chargebacks.open(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler decides() {
        return new Handler(SandboxChargebacks.DECIDES, (session, timer) -> chargebacks.decide(session, timer.ref()));
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, DueTimer, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer);
        }
    }
}
