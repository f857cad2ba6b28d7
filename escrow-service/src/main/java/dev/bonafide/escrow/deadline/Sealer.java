package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.config.LedgerConfig;
import dev.bonafide.escrow.desk.ledger.SealDesk;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals entries soon after they have committed. Woken by commits of this process, and by itself for those of others; runs
 * on machine time, so moving the clock does not concern it. A batch that is lost is sealed again, to the same hashes.
 */
@ApplicationScoped
public class Sealer {
    private static final Logger LOG = Logger.getLogger(Sealer.class);

    private final SealDesk desk;
    private final Transactions transactions;
    private final CommitSignals signals;
    private final LedgerConfig.Sealing config;
    private final Door door;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    Sealer(SealDesk desk, Transactions transactions, CommitSignals signals, LedgerConfig config, Door door) {
        this.desk = desk;
        this.transactions = transactions;
        this.signals = signals;
        this.config = config.sealing();
        this.door = door;
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        thread = door.whenOpen("ledger-sealer", this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var started = thread;
        if (started != null) {
            started.interrupt();
            started.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        try {
            while (running) {
                try {
                    sealAll();
                    if (signals.await(
                            CommitSignals.Work.SEALS, config.pollInterval().toMillis())) {
                        Thread.sleep(config.gather());
                    }
                } catch (RuntimeException failure) {
                    if (running) {
                        LOG.warnf("Sealing pauses for %s: %s", config.backOff(), failure.toString());
                        Thread.sleep(config.backOff());
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sealAll() {
        var isMore = true;
        while (isMore && running) {
            isMore = transactions.runApart(desk::sealNext).await().indefinitely();
        }
        transactions.runApart(desk::witness).await().indefinitely();
    }
}
