package dev.bonafide.dispute.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.dispute.dispute.OpeningDecision.Opened;
import dev.bonafide.dispute.dispute.OpeningDecision.Refused;
import dev.bonafide.dispute.order.DisputableOrder;
import dev.bonafide.dispute.order.OrderStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D-1: who may dispute what, for which reason, in which window. */
class OpeningRulesTest {
    private static final UUID ORDER = new UUID(2, 2);
    private static final UUID BUYER = new UUID(1, 1);
    private static final UUID SELLER = new UUID(1, 2);
    private static final UUID STRANGER = new UUID(1, 5);
    private static final Instant T0 = Instant.parse("2026-11-06T08:00:00Z");
    private static final Policy POLICY = new Policy(
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofHours(72),
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            30);
    private static final DisputableOrder PLACED = DisputableOrder.firstHeard(ORDER, BUYER, SELLER);
    private static final DisputableOrder SHIPPED = PLACED.shipped(T0);
    private static final DisputableOrder DELIVERED = SHIPPED.delivered(T0, T0.plus(Duration.ofDays(7)));

    @Test
    void every_reason_in_every_stage_of_an_order_is_as_the_readme_says() throws IOException {
        var moments = new LinkedHashMap<String, Map.Entry<DisputableOrder, Instant>>();
        moments.put("PLACED", Map.entry(PLACED, T0));
        moments.put("FUNDED", Map.entry(PLACED.funded(), T0));
        moments.put("SHIPPED, day 1", Map.entry(SHIPPED, T0.plus(Duration.ofDays(1))));
        moments.put("SHIPPED, day 8", Map.entry(SHIPPED, T0.plus(Duration.ofDays(8))));
        moments.put("SHIPPED, day 38", Map.entry(SHIPPED, T0.plus(Duration.ofDays(38))));
        moments.put("INSPECTION, day 1", Map.entry(DELIVERED, T0.plus(Duration.ofDays(1))));
        moments.put("INSPECTION, day 4", Map.entry(DELIVERED, T0.plus(Duration.ofDays(4))));
        moments.put("INSPECTION, over", Map.entry(DELIVERED, T0.plus(Duration.ofDays(7))));
        moments.put("ACCEPTED", Map.entry(DELIVERED.ended(OrderStage.ACCEPTED, T0), T0));
        moments.put("RELEASED", Map.entry(DELIVERED.ended(OrderStage.RELEASED, T0), T0));
        moments.put("REFUNDED", Map.entry(DELIVERED.ended(OrderStage.REFUNDED, T0), T0));
        moments.put("CANCELLED", Map.entry(PLACED.ended(OrderStage.CANCELLED, T0), T0));
        var lines = new ArrayList<String>();
        lines.add("| Order | " + Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---".repeat(Reason.values().length + 1) + "|");
        moments.forEach((name, moment) -> lines.add("| " + name + " | "
                + Arrays.stream(Reason.values())
                        .map(reason -> cell(decide(moment.getKey(), BUYER, reason, null, moment.getValue())))
                        .collect(Collectors.joining(" | "))
                + " |"));
        assertThat(Files.readString(Path.of("README.md"))).contains(String.join("\n", lines));
    }

    @Test
    void a_window_is_open_to_its_last_microsecond_and_closed_at_its_end() {
        var end = T0.plus(Duration.ofDays(7));
        assertThat(decide(DELIVERED, BUYER, Reason.SNAD, null, end.minusNanos(1000)))
                .isInstanceOf(Opened.class);
        assertThat(decide(DELIVERED, BUYER, Reason.SNAD, null, end))
                .isEqualTo(new Refused.WindowClosed(Reason.SNAD, end, null));
        assertThat(decide(SHIPPED, BUYER, Reason.INR, null, end.minusNanos(1000)))
                .isEqualTo(new Refused.TooEarly(end));
        assertThat(decide(SHIPPED, BUYER, Reason.INR, null, end)).isInstanceOf(Opened.class);
        var lost = end.plus(Duration.ofDays(30));
        assertThat(decide(SHIPPED, BUYER, Reason.INR, null, lost.minusNanos(1000)))
                .isInstanceOf(Opened.class);
        assertThat(decide(SHIPPED, BUYER, Reason.INR, null, lost))
                .isEqualTo(new Refused.WindowClosed(Reason.INR, lost, null));
    }

    @Test
    void damage_that_is_reported_late_goes_on_as_not_as_described() {
        var late = T0.plus(Duration.ofHours(72));
        assertThat(decide(DELIVERED, BUYER, Reason.DAMAGED, null, late.minusNanos(1000)))
                .isInstanceOf(Opened.class);
        assertThat(decide(DELIVERED, BUYER, Reason.DAMAGED, null, late))
                .isEqualTo(new Refused.WindowClosed(Reason.DAMAGED, late, Reason.SNAD));
    }

    @Test
    void a_stranger_and_an_unknown_order_are_the_same_refusal() {
        assertThat(decide(DELIVERED, STRANGER, Reason.SNAD, null, T0)).isEqualTo(new Refused.UnknownOrder(STRANGER));
        assertThat(decide(null, STRANGER, Reason.SNAD, null, T0)).isEqualTo(new Refused.UnknownOrder(STRANGER));
        assertThat(decide(DELIVERED, STRANGER, Reason.SNAD, new UUID(4, 4), T0))
                .isEqualTo(new Refused.UnknownOrder(STRANGER));
    }

    @Test
    void the_seller_cannot_open_and_a_second_dispute_is_refused_with_the_first() {
        assertThat(decide(DELIVERED, SELLER, Reason.SNAD, null, T0)).isEqualTo(new Refused.NotTheBuyer(SELLER));
        assertThat(decide(DELIVERED, BUYER, Reason.SNAD, new UUID(4, 4), T0))
                .isEqualTo(new Refused.OtherDisputeOpen(new UUID(4, 4)));
    }

    @Test
    void a_wrong_stage_names_the_reasons_that_would_do() {
        assertThat(decide(SHIPPED, BUYER, Reason.SNAD, null, T0))
                .isEqualTo(new Refused.WrongOrderStage(OrderStage.SHIPPED, Set.of(Reason.INR)));
    }

    private static OpeningDecision decide(
            @Nullable DisputableOrder order, UUID by, Reason reason, @Nullable UUID running, Instant now) {
        return OpeningRules.decide(order, new OpenDispute(new UUID(3, 3), by, reason, "text", running), POLICY, now);
    }

    private static String cell(OpeningDecision decision) {
        return switch (decision) {
            case Opened _ -> "opens";
            case Refused.UnknownOrder _ -> "NOT_FOUND";
            case Refused.NotTheBuyer _ -> "NOT_THE_BUYER";
            case Refused.WrongOrderStage _ -> "ORDER_WRONG_STAGE";
            case Refused.TooEarly _ -> "TOO_EARLY";
            case Refused.WindowClosed _ -> "WINDOW_CLOSED";
            case Refused.OtherDisputeOpen _ -> "OTHER_DISPUTE_OPEN";
        };
    }
}
