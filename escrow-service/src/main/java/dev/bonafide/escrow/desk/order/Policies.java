package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.config.PolicyConfig;
import dev.bonafide.escrow.instalment.InstalmentPolicy;
import dev.bonafide.escrow.store.PolicyVersions;
import dev.bonafide.escrow.store.PolicyVersions.Kept;
import dev.bonafide.escrow.store.PolicyVersions.Kind;
import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.SpecialWindows;
import dev.bonafide.escrow.terms.TermsPolicy;
import dev.bonafide.escrow.terms.Versions;
import dev.bonafide.escrow.terms.Versions.Version;
import dev.bonafide.escrow.terms.Windows;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The policies in force. A version that has been in force is kept as it was; a service that is given another one under the
 * same name does not start, because orders of the past name it as the one they were placed under.
 */
@ApplicationScoped
public class Policies {
    private final PolicyVersions versions;
    private final Transactions transactions;
    private final Clock clock;
    private final String windowsVersion;
    private final Windows windows;
    private final SpecialWindows special;
    private final Versions<FeeSchedule> fees;
    private final Versions<InstalmentPolicy> instalments;
    // Versions found to have been kept by a transaction that has committed; of them nothing is left to check.
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> compared = CompletableFuture.completedFuture(null);

    Policies(PolicyVersions versions, Transactions transactions, Clock clock, PolicyConfig config) {
        this.versions = versions;
        this.transactions = transactions;
        this.clock = clock;
        this.windowsVersion = config.version();
        this.windows = config.windows();
        this.special = config.specialWindows();
        this.fees = config.feeSchedules();
        this.instalments = config.instalmentPolicies();
    }

    /** Asks what has been in force; the start goes on meanwhile. */
    void compare(@Observes @Priority(10) StartupEvent event) {
        var now = clock.instant();
        termsAt(now);
        instalmentsAt(now);
        compared = transactions
                .runApart(session -> keepAll(session, Kind.FEES, fees, FeeSchedule.class, now)
                        .chain(() -> keepAll(session, Kind.INSTALMENTS, instalments, InstalmentPolicy.class, now)))
                .subscribeAsCompletionStage();
    }

    /** Refuses to start under a policy that is none, or another than it has been. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        Uni.createFrom().completionStage(compared).await().indefinitely();
    }

    /** The conditions for orders placed at that instant. Changes nothing. */
    public TermsPolicy termsAt(Instant now) {
        return new TermsPolicy(windowsVersion, fees.at(now).policy(), windows, special);
    }

    /** The conditions for an order that is placed now; they are kept with it. */
    Uni<TermsPolicy> termsToPin(Mutiny.Session session, Instant now) {
        return keep(session, Kind.FEES, fees.at(now), FeeSchedule.class, now).replaceWith(() -> termsAt(now));
    }

    /** Who may pay in parts at that instant. Changes nothing. */
    public InstalmentPolicy instalmentsAt(Instant now) {
        return instalments.at(now).policy();
    }

    /** Who may pay in parts now; it is kept with the plan. */
    public Uni<InstalmentPolicy> instalmentsToPin(Mutiny.Session session, Instant now) {
        return keep(session, Kind.INSTALMENTS, instalments.at(now), InstalmentPolicy.class, now)
                .replaceWith(() -> instalmentsAt(now));
    }

    /** The fee schedules that are known here, those included that have not begun. */
    public Versions<FeeSchedule> fees() {
        return fees;
    }

    private <P> Uni<Void> keepAll(Mutiny.Session session, Kind kind, Versions<P> all, Class<P> as, Instant now) {
        var kept = Uni.createFrom().voidItem();
        for (var version : all.all()) {
            if (!version.from().isAfter(now)) {
                kept = kept.chain(() -> keep(session, kind, version, as, now));
            }
        }
        return kept;
    }

    private <P> Uni<Void> keep(Mutiny.Session session, Kind kind, Version<P> version, Class<P> as, Instant now) {
        var name = kind + " " + version.name();
        if (checked.contains(name)) {
            return Uni.createFrom().voidItem();
        }
        var content = EventJson.write(version.policy());
        return versions.keep(session, kind, new Kept(version.name(), version.from(), content), now)
                .chain(added -> added
                        ? Uni.createFrom().voidItem()
                        : versions.find(session, kind, version.name())
                                .invoke(kept -> requireSame(name, kept, version, as))
                                .invoke(() -> checked.add(name))
                                .replaceWithVoid());
    }

    private static <P> void requireSame(String name, Kept kept, Version<P> version, Class<P> as) {
        if (!EventJson.read(kept.content(), as).equals(version.policy())) {
            throw new IllegalStateException("Policy " + name + " has been in force as " + kept.content()
                    + "; what has changed since needs a version of its own");
        }
    }
}
