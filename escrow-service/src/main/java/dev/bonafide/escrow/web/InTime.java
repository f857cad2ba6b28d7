package dev.bonafide.escrow.web;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.resilience.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Answers providers in time, however slow the database is: who waits too long for an answer counts the message as lost and
 * may stop sending. Work that is late is not broken off, for that would leave its connection in doubt; it goes on, a bounded
 * number at once, and its caller is told to come back.
 */
@ApplicationScoped
class InTime {
    private static final String BOUND = "select set_config('statement_timeout', :millis, true)";

    private final Duration answerWithin;
    private final Semaphore places;

    InTime(PaymentConfig config) {
        this.answerWithin = config.webhooks().answerWithin();
        this.places = new Semaphore(config.webhooks().underWayMax());
    }

    /** The answer of the work, or 503 with {@code Retry-After}. */
    <T> Uni<T> answer(Supplier<Uni<T>> work) {
        if (!places.tryAcquire()) {
            throw comeBack();
        }
        return Uni.createFrom()
                .<T>emitter(emitter -> Uni.createFrom()
                        .deferred(work::get)
                        .onTermination()
                        .invoke(places::release)
                        .subscribe()
                        .with(emitter::complete, emitter::fail))
                .ifNoItem()
                .after(answerWithin)
                .failWith(InTime::comeBack)
                .plug(CallerContext::resume);
    }

    /** Has the database break off what takes twice as long, so that late work ends too. */
    Uni<Void> bound(Mutiny.Session session) {
        return session.createNativeQuery(BOUND, String.class)
                .setParameter(
                        "millis", Long.toString(answerWithin.multipliedBy(2).toMillis()))
                .getSingleResult()
                .replaceWithVoid();
    }

    private static ProblemException comeBack() {
        return new ProblemException(Problem.of(503, "SERVICE_UNAVAILABLE").withHeader(HttpHeaders.RETRY_AFTER, "2"));
    }
}
