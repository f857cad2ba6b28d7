package dev.bonafide.risk.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.risk.casework.RiskCase;
import dev.bonafide.risk.casework.RiskCase.Closed;
import dev.bonafide.risk.casework.RiskCase.Open;
import dev.bonafide.risk.casework.RiskCase.Ruling;
import dev.bonafide.risk.desk.CaseDesk.File;
import dev.bonafide.risk.web.DecisionViews.DecisionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases as analysts see them. */
@ApplicationScoped
public class CaseViews {
    private final DecisionViews decisions;

    CaseViews(DecisionViews decisions) {
        this.decisions = decisions;
    }

    /**
     * A case.
     *
     * @param decision what a person decided, once one has
     * @param alerts the decisions it consists of; not in lists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseView(
            UUID caseId,
            String state,
            String kind,
            String subjectKind,
            UUID subjectId,
            UUID accountId,
            Instant openedAt,
            @Nullable RulingView decision,
            @Nullable List<DecisionView> alerts) {}

    /** A person's decision. */
    public record RulingView(String outcome, String label, String note, UUID decidedBy, Instant decidedAt) {}

    CaseView brief(RiskCase riskCase) {
        return view(riskCase, null);
    }

    CaseView whole(File file) {
        return view(
                file.riskCase(),
                file.alerts().stream().map(decisions::forAnalyst).toList());
    }

    private static CaseView view(RiskCase riskCase, @Nullable List<DecisionView> alerts) {
        var matter = riskCase.matter();
        return new CaseView(
                matter.id(),
                switch (riskCase) {
                    case Open _ -> "OPEN";
                    case Closed _ -> "CLOSED";
                },
                matter.kind(),
                matter.subject().name(),
                matter.subjectId(),
                matter.accountId(),
                matter.openedAt(),
                riskCase instanceof Closed closed ? ruling(closed.ruling()) : null,
                alerts);
    }

    private static RulingView ruling(Ruling ruling) {
        return new RulingView(ruling.choice().name(), ruling.label().name(), ruling.note(), ruling.by(), ruling.at());
    }
}
