package dev.bonafide.kit.idempotency;

import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Does what a request asks once, however often it comes. Effect and answer commit in one transaction; a repeat is given
 * the first answer with {@code Idempotency-Replayed: true}.
 *
 * <p>Refusals of the domain are answers and are kept like any other. A failure, {@link ProblemException} included, rolls
 * everything back and keeps nothing, so the same key may be tried again.
 */
@ApplicationScoped
public class Idempotency {

    /** The header on an answer that was given before. */
    public static final String REPLAYED_HEADER = "Idempotency-Replayed";

    /** The shortest time an answer is remembered. */
    public static final Duration RETENTION_MIN = Duration.ofDays(7);

    private static final String LOCK = "select pg_try_advisory_xact_lock(:lock)";
    private static final String FIND = """
            select request_hash, status, headers, body from idempotent_answer
            where subject = :subject and key = :key""";
    private static final String KEEP = """
            insert into idempotent_answer (subject, key, request_hash, status, headers, body, answered_at)
            values (:subject, :key, :hash, :status, :headers, :body, :now)""";
    private static final String PURGE = "delete from idempotent_answer where answered_at < :before";

    private final Transactions transactions;
    private final StoredAnswers answers;
    private final CurrentVertxRequest currentRequest;
    private final Clock clock;

    Idempotency(Transactions transactions, StoredAnswers answers, CurrentVertxRequest currentRequest, Clock clock) {
        this.transactions = transactions;
        this.answers = answers;
        this.currentRequest = currentRequest;
        this.clock = clock;
    }

    /**
     * Answers the current HTTP request: key, method and path are its own. Without a sound {@code Idempotency-Key} header it
     * ends with a problem before any work.
     *
     * @param account who asks
     * @param body the body as it was read, or null where the request has none
     * @param work what to do, in the transaction that keeps its answer; it may run again after a deadlock
     */
    public Uni<Response> once(UUID account, @Nullable Object body, Function<Mutiny.Session, Uni<Answer>> work) {
        return Uni.createFrom().deferred(() -> once(asked(account, body), work));
    }

    /** Answers a request that was described by hand, for instance a webhook known by the provider's own id. */
    public Uni<Response> once(IdempotentRequest request, Function<Mutiny.Session, Uni<Answer>> work) {
        return once(asked(request), work);
    }

    /**
     * The current HTTP request, to be answered in a transaction that somebody else opens. Without a sound
     * {@code Idempotency-Key} header it ends with a problem.
     *
     * @param account who asks
     * @param body the body as it was read, or null where the request has none
     */
    public AskedRequest asked(UUID account, @Nullable Object body) {
        RoutingContext context = currentRequest.getCurrent();
        return asked(IdempotentRequest.of(
                account.toString(),
                context.request().getHeader(IdempotentRequest.HEADER),
                context.request().method().name(),
                context.normalizedPath(),
                body));
    }

    /** Answers the request in this transaction, which must fail as a whole where this fails. */
    public Uni<Response> once(Mutiny.Session session, AskedRequest asked, Function<Mutiny.Session, Uni<Answer>> work) {
        return answer(session, asked, work).map(StoredAnswer::toResponse);
    }

    private Uni<Response> once(AskedRequest asked, Function<Mutiny.Session, Uni<Answer>> work) {
        return transactions.run(session -> answer(session, asked, work)).map(StoredAnswer::toResponse);
    }

    private AskedRequest asked(IdempotentRequest request) {
        return new AskedRequest(request, answers.hash(request), currentRequest.getCurrent());
    }

    private Uni<StoredAnswer> answer(
            Mutiny.Session session, AskedRequest asked, Function<Mutiny.Session, Uni<Answer>> work) {
        var request = asked.request();
        return takeLock(session, request)
                .chain(() -> find(session, request))
                .chain(found -> found == null
                        ? work.apply(session)
                                .map(answer -> answers.render(answer, asked.context()))
                                .call(answer -> keep(session, request, asked.hash(), answer))
                        : Uni.createFrom().item(() -> found.repeated(asked.hash())));
    }

    /**
     * Forgets answers given before an instant, which must be at least {@link #RETENTION_MIN} ago.
     *
     * @return how many were forgotten
     */
    public Uni<Integer> purgeOlderThan(Instant before) {
        if (before.isAfter(clock.instant().minus(RETENTION_MIN))) {
            throw new IllegalArgumentException("Answers are remembered for at least " + RETENTION_MIN);
        }
        return transactions.run(session -> session.createNativeQuery(PURGE)
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate());
    }

    private static Uni<Boolean> takeLock(Mutiny.Session session, IdempotentRequest request) {
        return session.createNativeQuery(LOCK, Boolean.class)
                .setParameter("lock", StoredAnswers.lock(request))
                .getSingleResult()
                .invoke(taken -> {
                    if (!taken) {
                        throw new ProblemException(
                                Problem.of(409, "IDEMPOTENCY_KEY_IN_FLIGHT").withHeader("Retry-After", "1"));
                    }
                });
    }

    private Uni<@Nullable StoredAnswer> find(Mutiny.Session session, IdempotentRequest request) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("subject", request.subject())
                .setParameter("key", request.key())
                .getSingleResultOrNull()
                .map(row -> row == null ? null : answers.read(row));
    }

    private Uni<Integer> keep(Mutiny.Session session, IdempotentRequest request, String hash, StoredAnswer answer) {
        return session.createNativeQuery(KEEP)
                .setParameter("subject", request.subject())
                .setParameter("key", request.key())
                .setParameter("hash", hash)
                .setParameter("status", answer.status())
                .setParameter("headers", answers.headersJson(answer))
                .setParameter("body", answer.body())
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
