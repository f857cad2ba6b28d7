package dev.bonafide.escrow.store;

import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.Instalment.Arrears;
import dev.bonafide.escrow.instalment.Instalment.Asked;
import dev.bonafide.escrow.instalment.Instalment.Cancelled;
import dev.bonafide.escrow.instalment.Instalment.Missed;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.Instalment.Paid;
import dev.bonafide.escrow.instalment.Instalment.Scheduled;
import dev.bonafide.escrow.instalment.Instalment.Share;
import dev.bonafide.escrow.instalment.Instalment.Stage;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.InstalmentPolicy.Conditions;
import dev.bonafide.escrow.payment.PaymentMethod;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one place where rows become plans and parts, and parts become rows. */
final class PlanMapping {
    static final String PLAN = """
            select id, order_id, buyer_id, stage, total_minor, currency, method, mandate, later_script, policy_version,
                   remind_before_s, retry_after, write_off_after_s, agreed_at
              from instalment_plan\s""";
    static final String PARTS = """
            select id, number, amount_minor, cancelled_minor, due_on + deferred_days,
                   due_at + make_interval(hours => 24 * deferred_days), stage, payment_id, tries, retry_at, overdue_since,
                   paid_at, written_off_at, by_hand, give_up_at
              from instalment_part where plan_id = :plan order by number""";

    private PlanMapping() {}

    /** What a part knows beside its share; null where its stage does not know it. */
    record PartState(
            Stage stage,
            @Nullable UUID payment,
            @Nullable Integer tries,
            @Nullable Instant retryAt,
            @Nullable Arrears arrears,
            @Nullable Instant paidAt,
            @Nullable Instant writtenOffAt,
            boolean byHand) {

        static PartState of(Instalment part) {
            return switch (part) {
                case Scheduled o -> new PartState(o.stage(), null, 0, null, null, null, null, false);
                case Asked o ->
                    new PartState(o.stage(), o.payment(), o.tries(), o.retryAt(), o.arrears(), null, null, o.byHand());
                case Missed o -> new PartState(o.stage(), null, o.tries(), o.retryAt(), null, null, null, false);
                case Overdue o -> new PartState(o.stage(), null, o.tries(), null, o.arrears(), null, null, false);
                case Paid o -> new PartState(o.stage(), o.payment(), null, null, null, o.at(), null, false);
                case Cancelled o -> new PartState(o.stage(), null, null, null, null, null, null, false);
                case WrittenOff o -> new PartState(o.stage(), null, null, null, null, null, o.at(), false);
            };
        }
    }

    static StoredPlan plan(Object[] row, List<Object[]> parts) {
        var currency = (String) row[5];
        var conditions = new Conditions(
                (String) row[9],
                Duration.ofSeconds(number(row[10])),
                durations((String) row[11]),
                Duration.ofSeconds(number(row[12])));
        var plan = new InstalmentPlan(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                conditions,
                Money.of(number(row[4]), currency),
                InstalmentPlan.Stage.valueOf((String) row[3]),
                Orders.instant(row[13]),
                parts.stream().map(part -> part(part, currency)).toList());
        return new StoredPlan(plan, PaymentMethod.valueOf((String) row[6]), (String) row[7], (String) row[8]);
    }

    static String text(List<Duration> durations) {
        return durations.stream().map(Duration::toString).collect(Collectors.joining(","));
    }

    private static List<Duration> durations(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Duration::parse).toList();
    }

    private static Instalment part(Object[] row, String currency) {
        var share = new Share(
                (UUID) row[0],
                Math.toIntExact(number(row[1])),
                Money.of(number(row[2]), currency),
                Money.of(number(row[3]), currency),
                (LocalDate) row[4],
                Orders.instant(row[5]));
        var tries = Math.toIntExact(number(row[8]));
        var payment = (UUID) row[7];
        return switch (Stage.valueOf((String) row[6])) {
            case SCHEDULED -> new Scheduled(share);
            case ASKED ->
                new Asked(share, Objects.requireNonNull(payment), tries, (Boolean) row[13], time(row[9]), arrears(row));
            case MISSED -> new Missed(share, tries, Orders.instant(row[9]));
            case OVERDUE -> new Overdue(share, tries, Objects.requireNonNull(arrears(row)));
            case PAID -> new Paid(share, Objects.requireNonNull(payment), Orders.instant(row[11]));
            case CANCELLED -> new Cancelled(share);
            case WRITTEN_OFF -> new WrittenOff(share, Orders.instant(row[12]));
        };
    }

    private static @Nullable Arrears arrears(Object[] row) {
        return row[10] == null ? null : new Arrears(Orders.instant(row[10]), Orders.instant(row[14]));
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value == null ? null : Orders.instant(value);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
