package dev.bonafide.risk.desk;

import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.risk.config.RiskConfig;
import dev.bonafide.risk.rule.CelPolicy;
import dev.bonafide.risk.rule.Policy;
import dev.bonafide.risk.rule.PolicyText;
import dev.bonafide.risk.rule.RuleCheck;
import dev.bonafide.risk.screening.Screener;
import dev.bonafide.risk.store.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rule set in force, and those of the past. A service whose rule set is broken does not start. */
@ApplicationScoped
public class PolicyDesk {
    private final Policies policies;
    private final Transactions transactions;
    private final Clock clock;
    private final Screener screener;
    private final PolicyText text;
    private final Policy live;
    private final Map<String, Policy> compiled = new ConcurrentHashMap<>();

    PolicyDesk(RiskConfig config, Policies policies, Transactions transactions, Clock clock) {
        this.policies = policies;
        this.transactions = transactions;
        this.clock = clock;
        this.screener = Screener.load();
        this.text = PolicyText.load(config.policy());
        this.live = CelPolicy.compile(text);
        RuleCheck.playExamples(text, live, screener);
        compiled.put(live.version(), live);
    }

    /** The rule set in force. */
    public Policy live() {
        return live;
    }

    /** The screener in force. */
    public Screener screener() {
        return screener;
    }

    /** Keeps the text of the rule set in force. Must have happened before it decides anything. Blocks. */
    public void keepLive() {
        transactions
                .runApart(session -> policies.keep(session, text, clock.instant()))
                .await()
                .indefinitely();
    }

    /** The rule set of a version that has decided here. */
    public Uni<Policy> of(Mutiny.Session session, String version) {
        var known = compiled.get(version);
        return known != null
                ? Uni.createFrom().item(known)
                : policies.find(session, version)
                        .map(kept -> compiled.computeIfAbsent(version, _ -> CelPolicy.compile(kept)));
    }
}
