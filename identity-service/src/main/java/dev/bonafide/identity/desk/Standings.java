package dev.bonafide.identity.desk;

import dev.bonafide.identity.account.Account;
import dev.bonafide.identity.events.RightsChangedV1;
import dev.bonafide.identity.events.ScoreRecomputedV1;
import dev.bonafide.identity.events.ScoreRecomputedV1.FactorV1;
import dev.bonafide.identity.events.TrustCardChangedV1;
import dev.bonafide.identity.events.TrustLevelChangedV1;
import dev.bonafide.identity.right.RightsPolicy;
import dev.bonafide.identity.score.ScoreInput;
import dev.bonafide.identity.score.ScoreInput.DatedWeight;
import dev.bonafide.identity.score.ScoreWatch;
import dev.bonafide.identity.standing.Standing;
import dev.bonafide.identity.standing.TrustCard;
import dev.bonafide.identity.store.Accounts;
import dev.bonafide.identity.store.EvidenceStore;
import dev.bonafide.identity.store.Policies;
import dev.bonafide.identity.store.StandingRow;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.store.Verifications;
import dev.bonafide.identity.store.Watches;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.Verification.Verified;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps what is told of accounts in step with their proofs and evidence. */
@ApplicationScoped
public class Standings {

    private static final String ACCOUNTS = "identity.accounts";
    private static final String SCORES = "identity.scores";

    private final Accounts accounts;
    private final Verifications verifications;
    private final EvidenceStore evidence;
    private final Policies policies;
    private final Watches watches;
    private final Outbox outbox;

    Standings(
            Accounts accounts,
            Verifications verifications,
            EvidenceStore evidence,
            Policies policies,
            Watches watches,
            Outbox outbox) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.evidence = evidence;
        this.policies = policies;
        this.watches = watches;
        this.outbox = outbox;
    }

    /** What the account amounts to at that instant; null if there is no such account. Changes nothing. */
    public Uni<@Nullable Standing> at(Mutiny.Session session, UUID account, Instant now) {
        return accounts.find(session, account)
                .chain(found -> found == null
                        ? Uni.createFrom().nullItem()
                        : compute(session, found, now).map(computed -> computed.standing()));
    }

    /**
     * Computes the account's standing anew, keeps it, and tells what has changed. Of an account that has not been seen yet
     * there is nothing to tell; its evidence waits for it.
     */
    public Uni<Void> refresh(Mutiny.Session session, UUID account, Instant now) {
        return session.flush()
                .chain(() -> accounts.lock(session, account))
                .chain(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : compute(session, found, now).chain(computed -> keep(session, found, computed, now)));
    }

    private record Computed(ScoreInput input, Standing standing) {}

    private Uni<Computed> compute(Mutiny.Session session, Account account, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return verifications
                .of(session, account.id())
                .chain(proofs -> evidence.weights(session, account.id()).map(weights -> input(proofs, weights)))
                .chain(input -> policies.current(session, now).map(policy -> computed(account, input, policy, today)));
    }

    private static Computed computed(Account account, ScoreInput input, RightsPolicy policy, LocalDate today) {
        return new Computed(input, Standing.of(account, input, policy, today));
    }

    private static ScoreInput input(List<VerificationRow> proofs, List<DatedWeight> weights) {
        Map<Kind, LocalDate> verified = new EnumMap<>(Kind.class);
        for (VerificationRow proof : proofs) {
            if (proof.verification() instanceof Verified at) {
                verified.put(proof.kind(), LocalDate.ofInstant(at.at(), ZoneOffset.UTC));
            }
        }
        return new ScoreInput(verified, weights);
    }

    private Uni<Void> keep(Mutiny.Session session, Account account, Computed computed, Instant now) {
        Standing standing = computed.standing();
        return session.find(StandingRow.class, account.id())
                .chain(row -> {
                    @Nullable Standing before = row == null ? null : row.standing();
                    return remember(session, row, account.id(), standing, now)
                            .chain(() -> outbox.appendAll(session, changes(account.id(), before, standing, now)));
                })
                .chain(() -> watches.set(session, account.id(), watchDay(computed.input(), now)));
    }

    private static Optional<Instant> watchDay(ScoreInput input, Instant now) {
        LocalDate today = input.dayNotBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return ScoreWatch.nextDayWorthTelling(input, today)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Uni<Void> remember(
            Mutiny.Session session, @Nullable StandingRow row, UUID account, Standing standing, Instant now) {
        if (row == null) {
            return session.persist(new StandingRow(account, standing, now)).chain(session::flush);
        }
        row.take(standing, now);
        return session.flush();
    }

    private static List<OutgoingEvent> changes(UUID account, @Nullable Standing before, Standing after, Instant now) {
        List<OutgoingEvent> events = new ArrayList<>();
        if (before != null && before.level() != after.level()) {
            events.add(new OutgoingEvent(
                    ACCOUNTS,
                    account,
                    TrustLevelChangedV1.TYPE,
                    new TrustLevelChangedV1(account, before.level(), after.level(), now),
                    now));
        }
        if (before == null
                || before.level() != after.level()
                || !before.rights().equals(after.rights())) {
            events.add(new OutgoingEvent(ACCOUNTS, account, RightsChangedV1.TYPE, rights(account, after, now), now));
        }
        if (before == null || !before.score().equals(after.score())) {
            events.add(new OutgoingEvent(
                    SCORES, account, ScoreRecomputedV1.TYPE, score(account, before, after, now), now));
        }
        if (before == null || !before.card().equals(after.card())) {
            events.add(
                    new OutgoingEvent(SCORES, account, TrustCardChangedV1.TYPE, card(account, after.card(), now), now));
        }
        return events;
    }

    private static RightsChangedV1 rights(UUID account, Standing standing, Instant now) {
        return new RightsChangedV1(
                account,
                standing.level(),
                standing.score().value(),
                standing.rights().policyVersion(),
                standing.rights().maxOrder(),
                standing.rights().publishPerDay(),
                standing.rights().payoutDelayDays(),
                now);
    }

    private static ScoreRecomputedV1 score(UUID account, @Nullable Standing before, Standing after, Instant now) {
        return new ScoreRecomputedV1(
                account,
                after.score().value(),
                before == null ? null : before.score().value(),
                after.score().modelVersion(),
                after.score().factors().stream()
                        .map(factor -> new FactorV1(factor.name(), factor.points()))
                        .toList(),
                now);
    }

    private static TrustCardChangedV1 card(UUID account, TrustCard card, Instant now) {
        return new TrustCardChangedV1(
                account,
                card.level(),
                card.score(),
                card.scoreBand(),
                card.badges(),
                card.completedSales(),
                card.memberSince(),
                now);
    }
}
