package dev.bonafide.risk.desk;

import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.risk.feature.FeatureVector;
import dev.bonafide.risk.rule.Policy;
import dev.bonafide.risk.store.Decisions;
import dev.bonafide.risk.store.LoggedDecision;
import dev.bonafide.risk.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions are read, and repeated from what was kept with them. */
@ApplicationScoped
public class DecisionReading {
    private final Decisions decisions;
    private final PolicyDesk policies;
    private final Transactions transactions;

    DecisionReading(Decisions decisions, PolicyDesk policies, Transactions transactions) {
        this.decisions = decisions;
        this.policies = policies;
        this.transactions = transactions;
    }

    /** A decision and what the same features come to under a rule set. */
    public record Replay(LoggedDecision recorded, Verdict replayed) {
        /** Whether outcome, score and every hit are the same. */
        public boolean same() {
            return recorded.outcome() == replayed.outcome()
                    && recorded.score() == replayed.score()
                    && recorded.hits().equals(replayed.hits());
        }
    }

    /** One decision. */
    public Uni<Optional<LoggedDecision>> find(UUID id) {
        return transactions.run(session -> decisions.find(session, id));
    }

    /** Decisions on a listing or order, the latest first; of one account only, or of all where that is null. */
    public Uni<List<LoggedDecision>> about(UUID subject, @Nullable UUID account, long beforeNumber, int most) {
        return transactions.run(session -> decisions.about(session, subject, account, beforeNumber, most));
    }

    /** Repeats a decision under its own rule set, or under the one in force. */
    public Uni<Replay> replay(LoggedDecision decision, boolean againstLive) {
        Uni<Policy> policy = againstLive
                ? Uni.createFrom().item(policies.live())
                : transactions.run(session -> policies.of(session, decision.policyVersion()));
        return policy.map(rules ->
                new Replay(decision, rules.judge(decision.subjectKind(), FeatureVector.of(decision.features()))));
    }
}
