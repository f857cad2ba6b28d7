package dev.bonafide.identity.store;

import dev.bonafide.identity.verification.Fingerprint;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.ProviderAnswer;
import dev.bonafide.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Verifications in the database, and what providers said of them. */
@ApplicationScoped
public class Verifications {

    private static final String CREATE = """
            insert into verification (id, account_id, kind, stage, tally_day, tally_starts, tally_codes)
            values (:id, :account, :kind, 'NONE', :day, 0, 0) on conflict (account_id, kind) do nothing""";
    private static final String CLAIM = """
            insert into identity_binding (kind, fingerprint, account_id, bound_at)
            values (:kind, :fingerprint, :account, :now) on conflict do nothing""";
    private static final String OWNER =
            "select account_id from identity_binding where kind = :kind and fingerprint = :fingerprint";
    private static final String RELEASE = "delete from identity_binding where kind = :kind and account_id = :account";
    private static final String LINK = """
            insert into identity_link (account_id, bound_account_id, kind, noticed_at)
            values (:account, :bound, :kind, :now) on conflict do nothing""";
    private static final String HEARD = """
            insert into provider_answer (id, request, verification_id, answer, effect, heard_at)
            values (:id, :request, cast(:verification as uuid), :answer, :effect, :now)""";

    private final Ids ids;

    Verifications(Ids ids) {
        this.ids = ids;
    }

    /** The account's verification of that kind, locked; made in the stage None if there was none. */
    public Uni<VerificationRow> lock(Mutiny.Session session, UUID account, Kind kind, Instant now) {
        return session.createNativeQuery(CREATE)
                .setParameter("id", ids.next())
                .setParameter("account", account)
                .setParameter("kind", kind.name())
                .setParameter("day", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> session.createQuery(
                                "from VerificationRow where accountId = :account and kind = :kind",
                                VerificationRow.class)
                        .setParameter("account", account)
                        .setParameter("kind", kind)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResult());
    }

    /** The verification of that id, locked, if there is one. */
    public Uni<@Nullable VerificationRow> lock(Mutiny.Session session, UUID id) {
        return session.createQuery("from VerificationRow where id = :id", VerificationRow.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .<@Nullable VerificationRow>map(found -> found);
    }

    /** The verification that waits for, or rests on, the answer to that question, locked, if there is one. */
    public Uni<@Nullable VerificationRow> lockByRequest(Mutiny.Session session, UUID request) {
        return session.createQuery("from VerificationRow where request = :request", VerificationRow.class)
                .setParameter("request", request)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .<@Nullable VerificationRow>map(found -> found);
    }

    /** All verifications of an account, as they are now. */
    public Uni<List<VerificationRow>> of(Mutiny.Session session, UUID account) {
        return session.createQuery("from VerificationRow where accountId = :account order by id", VerificationRow.class)
                .setParameter("account", account)
                .getResultList();
    }

    /** Verifications that wait for a person, the longest waiting first. */
    public Uni<List<VerificationRow>> underReview(Mutiny.Session session, int limit) {
        return session.createQuery(
                        "from VerificationRow where stage = :stage order by dueAt, id", VerificationRow.class)
                .setParameter("stage", VerificationRow.Stage.MANUAL_REVIEW)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Binds a phone or id number to the account unless it is bound, and answers whose it is. */
    public Uni<UUID> claim(Mutiny.Session session, Kind kind, Fingerprint subject, UUID account, Instant now) {
        // Of two who claim at once the second waits here until the first has committed, and then sees the owner.
        return session.createNativeQuery(CLAIM)
                .setParameter("kind", kind.name())
                .setParameter("fingerprint", subject.hex())
                .setParameter("account", account)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(OWNER, UUID.class)
                        .setParameter("kind", kind.name())
                        .setParameter("fingerprint", subject.hex())
                        .getSingleResultOrNull())
                .chain(owner -> owner == null
                        ? claim(session, kind, subject, account, now) // it was given up between the two statements
                        : Uni.createFrom().item(owner));
    }

    /** Gives up whatever of that kind is bound to the account. */
    public Uni<Void> release(Mutiny.Session session, Kind kind, UUID account) {
        return session.createNativeQuery(RELEASE)
                .setParameter("kind", kind.name())
                .setParameter("account", account)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Notes that an account wanted to prove what belongs to another one. */
    public Uni<Void> link(Mutiny.Session session, UUID account, UUID boundAccount, Kind kind, Instant now) {
        return session.createNativeQuery(LINK)
                .setParameter("account", account)
                .setParameter("bound", boundAccount)
                .setParameter("kind", kind.name())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Notes what a provider said.
     *
     * @param effect {@code MOVED}, {@code ALREADY_DONE} or {@code PARKED}
     */
    public Uni<Void> heard(
            Mutiny.Session session,
            UUID request,
            @Nullable UUID verification,
            ProviderAnswer answer,
            String effect,
            Instant now) {
        return session.createNativeQuery(HEARD)
                .setParameter("id", ids.next())
                .setParameter("request", request)
                .setParameter("verification", verification)
                .setParameter("answer", answer.name())
                .setParameter("effect", effect)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
