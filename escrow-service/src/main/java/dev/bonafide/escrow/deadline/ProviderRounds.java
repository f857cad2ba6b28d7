package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.desk.ledger.ReconciliationDesk;
import dev.bonafide.escrow.desk.payment.OutcomeDesk;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is asked of providers on machine time: what came of things they have not told us of, and their settlement files.
 * Each provider has rounds of its own, so that a slow one holds up nobody else.
 */
@ApplicationScoped
public class ProviderRounds {
    private static final Logger LOG = Logger.getLogger(ProviderRounds.class);
    private static final int STEPS_PER_ROUND_MAX = 100;

    private final PaymentProviders providers;
    private final OutcomeDesk outcomes;
    private final ReconciliationDesk reconciliations;
    private final Transactions transactions;
    private final PaymentConfig config;
    private final Door door;
    private volatile boolean running = true;

    ProviderRounds(
            PaymentProviders providers,
            OutcomeDesk outcomes,
            ReconciliationDesk reconciliations,
            Transactions transactions,
            PaymentConfig config,
            Door door) {
        this.providers = providers;
        this.outcomes = outcomes;
        this.reconciliations = reconciliations;
        this.transactions = transactions;
        this.config = config;
        this.door = door;
    }

    void start(@Observes @Priority(250) StartupEvent event) {
        door.whenOpen("provider-rounds", this::begin);
    }

    private void begin() {
        for (var provider : providers.names()) {
            every(config.questions().lookEvery(), "questions of " + provider, () -> outcomes.askOne(provider));
        }
        for (var provider : reconciliations.checked()) {
            transactions
                    .runApart(session -> reconciliations.watch(session, provider))
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                    .until(_ -> running)
                    .subscribe()
                    .with(
                            _ -> every(
                                    config.reconciliation().lookEvery(),
                                    "files of " + provider,
                                    () -> reconciliations.step(provider)),
                            failure -> LOG.errorf(failure, "The files of %s are not checked", provider));
        }
    }

    /** A step that is under way ends by itself: broken off, it would leave its connection in doubt. */
    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    private void every(Duration pause, String what, Supplier<Uni<Boolean>> step) {
        Multi.createFrom()
                .ticks()
                .every(pause)
                .onOverflow()
                .drop()
                .select()
                .first(_ -> running)
                .onItem()
                .transformToUniAndConcatenate(_ -> round(what, step))
                .subscribe()
                .with(_ -> {}, failure -> LOG.errorf(failure, "The %s are no longer looked after", what));
    }

    /** As many steps as there are to do, and no more than a round may have. */
    private Uni<Void> round(String what, Supplier<Uni<Boolean>> step) {
        return steps(step, STEPS_PER_ROUND_MAX)
                .onFailure()
                .invoke(failure -> {
                    if (running) {
                        LOG.warnf("The %s pause: %s", what, failure);
                    }
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> steps(Supplier<Uni<Boolean>> step, int left) {
        return running && left > 0
                ? Uni.createFrom()
                        .deferred(step::get)
                        .chain(more ->
                                more ? steps(step, left - 1) : Uni.createFrom().voidItem())
                : Uni.createFrom().voidItem();
    }
}
