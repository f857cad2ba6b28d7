package dev.bonafide.identity.provider;

import dev.bonafide.identity.verification.ProviderAnswer;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The sandbox's provider. It remembers what it was asked in tables of its own and answers by timer, as {@link
 * RealNameScript} says. Outside the sandbox it can never be asked, so nobody gets a yes from it.
 */
@ApplicationScoped
public class SandboxRealNameCheck implements RealNameCheck, TimerHandler {

    private static final String TIMER = "sandbox.real-name-answer";
    private static final String COUNT = """
            insert into sandbox_real_name_request (request, asks) values (:request, 1)
            on conflict (request) do update set asks = sandbox_real_name_request.asks + 1 returning asks""";
    private static final String KEEP =
            "insert into sandbox_real_name_answer (id, request, answer) values (:id, :request, :answer)";
    private static final String TAKE = "delete from sandbox_real_name_answer where id = :id returning request, answer";

    private final KitConfig config;
    private final Transactions transactions;
    private final Timers timers;
    private final RealNameAnswers answers;
    private final Ids ids;
    private final Clock clock;

    SandboxRealNameCheck(
            KitConfig config, Transactions transactions, Timers timers, RealNameAnswers answers, Ids ids, Clock clock) {
        this.config = config;
        this.transactions = transactions;
        this.timers = timers;
        this.answers = answers;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Uni<Void> ask(RealNameQuestion question) {
        if (!config.sandbox()) {
            return unavailable();
        }
        RealNameScript script = RealNameScript.of(question.name());
        // A transaction of its own: what an outside party remembers does not depend on what becomes of the caller.
        return transactions
                .runApart(session -> session.createNativeQuery(COUNT, Integer.class)
                        .setParameter("request", question.request())
                        .getSingleResult()
                        .call(asks -> asks == script.refusals() + 1
                                ? prepare(session, question.request(), script)
                                : Uni.createFrom().voidItem()))
                .chain(asks -> asks <= script.refusals()
                        ? unavailable()
                        : Uni.createFrom().voidItem());
    }

    @Override
    public String kind() {
        return TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return session.createNativeQuery(TAKE, Object[].class)
                .setParameter("id", timer.ref())
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().voidItem()
                        : answers.hear(session, (UUID) row[0], ProviderAnswer.valueOf((String) row[1])));
    }

    private Uni<Void> prepare(Mutiny.Session session, UUID request, RealNameScript script) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (RealNameScript.Answer answer : script.answers()) {
            all = all.chain(() -> prepare(session, request, answer));
        }
        return all;
    }

    private Uni<Void> prepare(Mutiny.Session session, UUID request, RealNameScript.Answer answer) {
        UUID id = ids.next();
        return session.createNativeQuery(KEEP)
                .setParameter("id", id)
                .setParameter("request", request)
                .setParameter("answer", answer.answer().name())
                .executeUpdate()
                .chain(() -> timers.schedule(session, TIMER, id, clock.instant().plus(answer.after())));
    }

    private static Uni<Void> unavailable() {
        return Uni.createFrom().failure(() -> new ProviderUnavailable("The real-name check"));
    }
}
