package dev.bonafide.identity.deadline;

import dev.bonafide.identity.desk.VerificationDesk;
import dev.bonafide.identity.provider.RealNameCheck;
import dev.bonafide.identity.provider.RealNameQuestion;
import dev.bonafide.identity.store.Questions;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Puts questions to the provider, and forgets what was asked as soon as the provider has it. A provider that cannot be asked
 * fails the timer, which then comes again on machine time until the verification ends by itself.
 */
@ApplicationScoped
public class RealNameAsking implements TimerHandler {

    private final Questions questions;
    private final RealNameCheck check;
    private final Guard guard;

    RealNameAsking(Questions questions, RealNameCheck check, Resilience resilience) {
        this.questions = questions;
        this.check = check;
        this.guard = resilience.guard("real-name-check");
    }

    @Override
    public String kind() {
        return VerificationDesk.ASK_TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        // No row is locked while the provider is asked: the question stands by itself, and its answer comes another
        // way.
        return questions
                .find(session, timer.ref())
                .chain(question -> question == null
                        ? Uni.createFrom().voidItem()
                        : ask(question).chain(() -> questions.forget(session, timer.ref())));
    }

    private Uni<Void> ask(RealNameQuestion question) {
        return guard.call(() -> check.ask(question));
    }
}
