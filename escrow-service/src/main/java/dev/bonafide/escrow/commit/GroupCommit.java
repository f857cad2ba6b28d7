package dev.bonafide.escrow.commit;

import dev.bonafide.escrow.config.GroupCommitConfig;
import dev.bonafide.kit.transaction.Direct;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets commands that come at the same time share a transaction, and its one wait for the disk. Each has its own outcome,
 * and hears it only when the transaction has committed. Nobody waits for others to come: a command that comes alone is
 * carried out alone, at once.
 *
 * <p>If anything in a shared transaction fails, none of it has happened, and each command is carried out in a transaction of
 * its own: only the one at fault hears of the failure. A refusal is no failure but an outcome like any other. See
 * docs/adr/0022-group-commit.md.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private static final String LOCK_WAIT = "select set_config('lock_timeout', $1, true)";

    private final Transactions transactions;
    private final Foresight foresight;
    private final GroupCommitConfig config;
    private final DistributionSummary sizes;
    private final Counter splits;
    private final Queue<Member<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Lanes lanes;

    GroupCommit(
            Transactions transactions,
            Foresight foresight,
            GroupCommitConfig config,
            MeterRegistry meters,
            Vertx vertx) {
        this.transactions = transactions;
        this.foresight = foresight;
        this.config = config;
        this.lanes = new Lanes(config.lanes(), config.laneHeldMax(), vertx);
        this.sizes = meters.summary("bonafide.escrow.group.commands");
        this.splits = meters.counter("bonafide.escrow.groups.split");
        meters.gaugeCollectionSize("bonafide.escrow.group.waiting", Tags.empty(), waiting);
    }

    /**
     * Runs the work in a transaction that others may share; completes on the caller's context once it has committed. The
     * work must do nothing but talk to the session it is given, and know what it has done before: it runs again, in another
     * transaction, if the shared one fails, and if nobody can tell whether that has committed.
     */
    public <T extends @Nullable Object> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return run(null, work);
    }

    /** The same for a command of which it is known what it will begin with. */
    public <T extends @Nullable Object> Uni<T> run(@Nullable Foreseen foreseen, Function<Mutiny.Session, Uni<T>> work) {
        if (!config.enabled()) {
            return transactions.run(work);
        }
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            Uni<T> outcome = Uni.createFrom().emitter(emitter -> {
                waiting.add(new Member<>(foreseen, work, emitter));
                goOn();
            });
            return context == null ? outcome : outcome.emitOn(task -> context.runOnContext(_ -> task.run()));
        });
    }

    /** Starts as many groups as there are free lanes and somebody waits. */
    private void goOn() {
        while (!waiting.isEmpty()) {
            var lane = lanes.take(this::goOn);
            if (lane == null) {
                return;
            }
            var group = next();
            if (group.isEmpty()) {
                lane.free();
            } else {
                sizes.record(group.size());
                carryOut(group)
                        .onTermination()
                        .invoke(lane::free)
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.error("A group ended without an outcome for all", failure));
            }
        }
    }

    private List<Member<?>> next() {
        var group = new ArrayList<Member<?>>();
        while (group.size() < config.groupMax()) {
            var member = waiting.poll();
            if (member == null) {
                break;
            }
            group.add(member);
        }
        return group;
    }

    private Uni<Void> carryOut(List<Member<?>> group) {
        if (group.size() == 1) {
            return alone(group.getFirst());
        }
        return together(group)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("%d commands are carried out one by one: %s", group.size(), failure);
                    splits.increment();
                    return false;
                })
                .chain(committed -> committed ? told(group) : oneByOne(group));
    }

    private Uni<Void> together(List<Member<?>> group) {
        return transactions.tryApart(session -> {
            var foreseen = new ArrayList<Foreseen>();
            for (var member : group) {
                var begins = member.foreseen();
                if (begins != null) {
                    foreseen.add(begins);
                }
            }
            var done = Direct.select(session, LOCK_WAIT, config.lockWait().toMillis() + "ms")
                    .chain(() -> foresight.look(session, foreseen));
            var context = Objects.requireNonNull(Vertx.currentContext());
            for (var member : group) {
                // A command may not wait for the database at all: without a break, all of them would be one deep stack.
                done = done.chain(() -> member.join(session)).emitOn(task -> context.runOnContext(_ -> task.run()));
            }
            return done;
        });
    }

    private static Uni<Void> told(List<Member<?>> group) {
        group.forEach(Member::tell);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> oneByOne(List<Member<?>> group) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var member : group) {
            done = done.chain(() -> alone(member));
        }
        return done;
    }

    private Uni<Void> alone(Member<?> member) {
        return transactions
                .runApart(member::join)
                .invoke(member::tell)
                .onFailure()
                .recoverWithItem(failure -> {
                    member.fail(failure);
                    return null;
                })
                .replaceWithVoid();
    }
}
