package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.desk.instalment.InstalmentCodes;
import dev.bonafide.escrow.desk.order.Planned;
import dev.bonafide.escrow.instalment.Ineligibility;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.PlanSchedule.Due;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Instalment plans as their buyers see them. */
final class InstalmentViews {
    private InstalmentViews() {}

    /** What a plan would be; the amounts sum to the total. */
    @Schema(name = "InstalmentQuote")
    record PlanQuoteView(Money total, String policyVersion, List<DueView> parts) {
        static PlanQuoteView of(Planned.Quoted quoted) {
            return new PlanQuoteView(
                    quoted.total(),
                    quoted.policyVersion(),
                    quoted.parts().stream().map(DueView::of).toList());
        }
    }

    /** One part to be paid. */
    @Schema(name = "InstalmentDue")
    record DueView(int number, Money amount, LocalDate dueOn, Instant dueAt) {
        static DueView of(Due due) {
            return new DueView(due.number(), due.amount(), due.dueOn(), due.dueAt());
        }
    }

    /**
     * A plan.
     *
     * @param open what is still to be paid, overdue parts included
     * @param outcome how it ended, once it has
     * @param firstPayment the payment of the first part, in the answer to the wish for the plan
     */
    @Schema(name = "InstalmentPlan")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanView(
            UUID planId,
            UUID orderId,
            InstalmentPlan.Stage stage,
            InstalmentPlan.@Nullable Outcome outcome,
            String policyVersion,
            Instant agreedAt,
            Money total,
            Money paid,
            Money open,
            Money overdue,
            Money cancelled,
            Money writtenOff,
            List<PartView> parts,
            Views.@Nullable PaymentView firstPayment) {
        static PlanView of(InstalmentPlan plan, Views.@Nullable PaymentView firstPayment) {
            return new PlanView(
                    plan.planId(),
                    plan.orderId(),
                    plan.stage(),
                    plan.outcome().orElse(null),
                    plan.conditions().policyVersion(),
                    plan.agreedAt(),
                    plan.total(),
                    plan.paid(),
                    plan.open(),
                    plan.overdue(),
                    plan.cancelled(),
                    plan.writtenOff(),
                    plan.parts().stream().map(PartView::of).toList(),
                    firstPayment);
        }
    }

    /**
     * One part of a plan.
     *
     * @param cancelled what a refund has taken off the amount
     * @param retryAt when it is asked for again, after a try that failed
     */
    @Schema(name = "Instalment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartView(
            int number,
            Money amount,
            Money cancelled,
            LocalDate dueOn,
            Instant dueAt,
            Instalment.Stage stage,
            @Nullable UUID paymentId,
            @Nullable Instant retryAt,
            @Nullable Instant overdueSince,
            @Nullable Instant paidAt,
            @Nullable Instant writtenOffAt) {
        static PartView of(Instalment part) {
            return switch (part) {
                case Instalment.Scheduled _, Instalment.Cancelled _ -> of(part, null, null, null, null, null);
                case Instalment.Asked o -> of(part, o.payment(), o.retryAt(), since(o.arrears()), null, null);
                case Instalment.Missed o -> of(part, null, o.retryAt(), null, null, null);
                case Instalment.Overdue o -> of(part, null, null, since(o.arrears()), null, null);
                case Instalment.Paid o -> of(part, o.payment(), null, null, o.at(), null);
                case Instalment.WrittenOff o -> of(part, null, null, null, null, o.at());
            };
        }

        private static @Nullable Instant since(Instalment.@Nullable Arrears arrears) {
            return arrears == null ? null : arrears.since();
        }

        private static PartView of(
                Instalment part,
                @Nullable UUID payment,
                @Nullable Instant retryAt,
                @Nullable Instant overdueSince,
                @Nullable Instant paidAt,
                @Nullable Instant writtenOffAt) {
            var share = part.share();
            return new PartView(
                    share.number(),
                    share.amount(),
                    share.cancelled(),
                    share.dueOn(),
                    share.dueAt(),
                    part.stage(),
                    payment,
                    retryAt,
                    overdueSince,
                    paidAt,
                    writtenOffAt);
        }
    }

    /**
     * Why an order cannot be paid in parts: a stable code, a sentence in the caller's language, and the facts by name.
     */
    @Schema(name = "InstalmentReason")
    record ReasonView(
            String code, String text, @JsonAnyGetter Map<String, Object> facts) {
        static ReasonView of(Ineligibility reason, Texts texts, Language language) {
            var code = InstalmentCodes.of(reason);
            var facts = new TreeMap<>(facts(reason));
            return new ReasonView(code, texts.say(language, "reason." + code, facts), facts);
        }

        private static Map<String, Object> facts(Ineligibility reason) {
            return switch (reason) {
                case Ineligibility.LevelTooLow(var level, var required) ->
                    Map.of("level", level.name(), "required", required.name());
                case Ineligibility.ScoreUnknown(var required) -> Map.of("required", required);
                case Ineligibility.ScoreTooLow(var score, var required) -> Map.of("score", score, "required", required);
                case Ineligibility.PartOverdue(var overdue) -> Map.of("overdue", overdue);
                case Ineligibility.PartWrittenOff(var writtenOff) -> Map.of("writtenOff", writtenOff);
                case Ineligibility.DebtTooHigh(var open, var withThis, var limit) ->
                    Map.of("open", open, "withThis", withThis, "limit", limit);
                case Ineligibility.PartsNotOffered(var parts, var offered) ->
                    Map.of("parts", parts, "offered", List.copyOf(offered));
                case Ineligibility.TotalOutOfRange(var total, var min, var max) ->
                    Map.of("total", total, "min", min, "max", max);
                case Ineligibility.CurrencyNotOffered(var currency, var offered) ->
                    Map.of("currency", currency, "offered", offered);
            };
        }
    }
}
