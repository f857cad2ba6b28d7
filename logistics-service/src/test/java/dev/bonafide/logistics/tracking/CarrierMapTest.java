package dev.bonafide.logistics.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.logistics.tracking.CarrierMap.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierMapTest {

    @ParameterizedTest
    @ValueSource(strings = {"SANDBOX", "SF"})
    void everyRowReadsItsOwnSampleAsItSays(String carrier) {
        CarrierMap map = CarrierMaps.load(carrier, 1);

        assertThat(map.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.sampleText()).as("sample of %s", row.rawCode()).isNotBlank();
            assertThat(map.read(row.rawCode(), row.subCode(), row.sampleText()))
                    .as("%s %s", row.rawCode(), row.sampleText())
                    .isEqualTo(row.code());
        });
    }

    @ParameterizedTest(name = "SF {0} {1} {2} is {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "80, -, 已签收, DELIVERED",
                "80, -, 已存放至丰巢柜, AT_PICKUP_POINT",
                "80, -, 已放入菜鸟驿站, AT_PICKUP_POINT",
                "80, LOCKER, -, AT_PICKUP_POINT",
                "8000, -, 已放入自提柜, AT_PICKUP_POINT",
                "80, -, 退回件已签收, RETURNED",
                "33, -, 收方拒收, REFUSED",
                "33, -, 无人在家, DELIVERY_FAILED",
                "9999, -, 未知, UNKNOWN"
            })
    void whatCouldBeALockerIsNoDeliveryAndWhatIsUnknownIsNotGuessed(
            String raw, @Nullable String sub, @Nullable String text, Code expected) {
        assertThat(CarrierMaps.load("SF", 1).read(raw, sub, text)).isEqualTo(expected);
    }

    @Test
    void theSandboxCanSayEveryCodeButTheUnknown() {
        CarrierMap map = CarrierMaps.load("SANDBOX", 1);
        for (Code code : Code.values()) {
            assertThat(map.saying(code).map(Row::code).orElse(Code.UNKNOWN)).isEqualTo(code);
        }
    }

    @Test
    void aRowWithAColumnMissingIsNamed() {
        assertThatThrownBy(() -> CarrierMap.parse("X", 1, List.of("header", "a,b,c")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("3 columns");
    }
}
