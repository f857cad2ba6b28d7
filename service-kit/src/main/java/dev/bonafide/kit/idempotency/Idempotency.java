package dev.bonafide.kit.idempotency;

import static dev.bonafide.kit.transaction.RowKind.Column.NUMBER;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.transaction.Direct;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.ReadAhead;
import dev.bonafide.kit.transaction.RowKind;
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
import java.util.List;
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

    // Who answers under the key between this look and its lock makes the transaction fail at its end and run again.
    private static final String TAKE = """
            select pg_try_advisory_xact_lock(asked.lock), answer.request_hash, answer.status, answer.headers, answer.body,
                   asked.place
              from %s with ordinality asked (lock, subject, key, place)
              left join idempotent_answer answer on answer.subject = asked.subject and answer.key = asked.key""".formatted(RowKind.rows(1, "bigint", "text", "text"));
    private static final RowKind ANSWER = RowKind.of("""
            insert into idempotent_answer (subject, key, request_hash, status, headers, body, answered_at)
            select answer.* from %s answer""", TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT, TIME);
    private static final int FIRST_OF_ROW = 2;

    /** Whether a key is ours, and what was answered under it before. */
    private record Taken(boolean ours, @Nullable StoredAnswer answer) {}

    private record Key(String subject, String key) {}

    private static final String PURGE = "delete from idempotent_answer where answered_at < :before";

    private final Transactions transactions;
    private final LastRows lastRows;
    private final ReadAhead readAhead;
    private final StoredAnswers answers;
    private final CurrentVertxRequest currentRequest;
    private final Clock clock;

    Idempotency(
            Transactions transactions,
            LastRows lastRows,
            ReadAhead readAhead,
            StoredAnswers answers,
            CurrentVertxRequest currentRequest,
            Clock clock) {
        this.transactions = transactions;
        this.lastRows = lastRows;
        this.readAhead = readAhead;
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
        return find(session, request)
                .chain(found -> found == null
                        ? work.apply(session)
                                .map(answer -> answers.render(answer, asked.context()))
                                .invoke(answer -> keep(session, request, asked.hash(), answer))
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

    /** Takes the key, which is in flight from now on, and answers what was answered under it; null if nothing was. */
    private Uni<@Nullable StoredAnswer> find(Mutiny.Session session, IdempotentRequest request) {
        var ofThisTransaction = lastRows.waiting(session, ANSWER).stream()
                .filter(row -> request.subject().equals(row[0]) && request.key().equals(row[1]))
                .findFirst();
        if (ofThisTransaction.isPresent()) {
            return Uni.createFrom().item(answers.read(ofThisTransaction.get(), FIRST_OF_ROW));
        }
        var known = (Taken) readAhead.take(session, key(request));
        return (known == null
                        ? take(session, List.of(request)).map(List::getFirst)
                        : Uni.createFrom().item(known))
                .map(taken -> {
                    if (!taken.ours()) {
                        throw new ProblemException(
                                Problem.of(409, "IDEMPOTENCY_KEY_IN_FLIGHT").withHeader("Retry-After", "1"));
                    }
                    return taken.answer();
                });
    }

    /** Takes the keys of several requests that are about to be answered in this transaction. */
    public Uni<Void> readAhead(Mutiny.Session session, List<AskedRequest> asked) {
        var requests = asked.stream().map(AskedRequest::request).toList();
        return take(session, requests)
                .invoke(taken -> {
                    for (int i = 0; i < requests.size(); i++) {
                        readAhead.keep(session, key(requests.get(i)), taken.get(i));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<Taken>> take(Mutiny.Session session, List<IdempotentRequest> requests) {
        return Direct.selectInPlace(
                        session,
                        TAKE,
                        requests.stream().map(StoredAnswers::lock).toArray(Long[]::new),
                        requests.stream().map(IdempotentRequest::subject).toArray(String[]::new),
                        requests.stream().map(IdempotentRequest::key).toArray(String[]::new))
                .map(rows -> rows.stream().map(this::taken).toList());
    }

    private Taken taken(@Nullable Object[] row) {
        return new Taken(Boolean.TRUE.equals(row[0]), row[1] == null ? null : answers.read(row, 1));
    }

    private static Key key(IdempotentRequest request) {
        return new Key(request.subject(), request.key());
    }

    private void keep(Mutiny.Session session, IdempotentRequest request, String hash, StoredAnswer answer) {
        lastRows.add(
                session,
                ANSWER,
                request.subject(),
                request.key(),
                hash,
                (long) answer.status(),
                answers.headersJson(answer),
                answer.body(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }
}
