package dev.bonafide.dispute.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DisputableOrderTest {
    private static final Instant T1 = Instant.parse("2026-11-03T02:10:00Z");
    private static final Instant T2 = Instant.parse("2026-11-05T03:00:00Z");
    private static final Instant T3 = Instant.parse("2026-11-12T03:00:00Z");
    private static final DisputableOrder HEARD =
            DisputableOrder.firstHeard(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));

    @Test
    void news_in_order_brings_the_order_on() {
        var order = HEARD.funded().shipped(T1).delivered(T2, T3);
        assertThat(order.stage()).isEqualTo(OrderStage.INSPECTION);
        assertThat(order.shippedAt()).isEqualTo(T1);
        assertThat(order.deliveredAt()).isEqualTo(T2);
        assertThat(order.autoConfirmAt()).isEqualTo(T3);
    }

    @Test
    void the_first_news_can_be_any() {
        assertThat(HEARD.delivered(T2, T3).stage()).isEqualTo(OrderStage.INSPECTION);
        assertThat(HEARD.ended(OrderStage.REFUNDED, T3).stage()).isEqualTo(OrderStage.REFUNDED);
    }

    @Test
    void late_news_fills_in_times_and_never_takes_the_order_back() {
        var order = HEARD.delivered(T2, T3).shipped(T1).funded();
        assertThat(order.stage()).isEqualTo(OrderStage.INSPECTION);
        assertThat(order.shippedAt()).isEqualTo(T1);
        var ended = HEARD.ended(OrderStage.RELEASED, T3).ended(OrderStage.ACCEPTED, T2);
        assertThat(ended.stage()).isEqualTo(OrderStage.RELEASED);
        assertThat(ended.endedAt()).isEqualTo(T3);
    }
}
