package dev.bonafide.logistics.carrier.sf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.carrier.Carrier.Reading;
import dev.bonafide.logistics.tracking.CarrierMaps;
import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SfRoutesTest {

    private static final String ROUTES = """
            {"Body": {"WaybillRoute": [
              {"id": "158916", "mailno": "SF1234567890123", "acceptTime": "2026-11-03 10:10:00",
               "acceptAddress": "深圳市", "remark": "顺丰速运 已收取快件", "opCode": "50"},
              {"id": "158917", "mailno": "SF1234567890123", "acceptTime": "2026-11-04 18:00:00",
               "acceptAddress": "上海市", "remark": "您的快件已存放至丰巢柜 电话13912345678", "opCode": "80"},
              {"id": "158918", "mailno": "SF1234567890123", "acceptTime": "gestern", "opCode": "80"}]}}""";

    @Test
    void routesAreReadInShanghaiTimeAndALockerIsNoDelivery() {
        var read = (Reading.Understood) SfRoutes.read(ROUTES.getBytes(StandardCharsets.UTF_8));
        var map = CarrierMaps.load("SF", 1);
        var observations = read.events().stream()
                .map(event -> Observation.of("SF", event, map))
                .toList();

        assertThat(read.skipped()).isEqualTo(1);
        assertThat(observations).extracting(Observation::code).containsExactly(Code.PICKED_UP, Code.AT_PICKUP_POINT);
        assertThat(observations.getFirst().occurredAt()).isEqualTo(Instant.parse("2026-11-03T02:10:00Z"));
        assertThat(observations.toString()).doesNotContain("13912345678");
    }

    @Test
    void whatIsNoRouteMessageIsNotUnderstood() {
        assertThat(SfRoutes.read("[1, 2".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Reading.NotUnderstood.class);
        assertThat(SfRoutes.read("{}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Reading.NotUnderstood.class);
    }
}
