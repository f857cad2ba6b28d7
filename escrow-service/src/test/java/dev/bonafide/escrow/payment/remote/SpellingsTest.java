package dev.bonafide.escrow.payment.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How ids, amounts, codes and bills are spelt elsewhere. */
class SpellingsTest {

    @ParameterizedTest
    @CsvSource({"0.00, 0", "0.01, 1", "0.1, 10", "3000, 300000", "' 12.34 ', 1234", "1E2, 10000"})
    void yuanAreReadToTheFen(String yuan, long fen) {
        assertThat(Yuan.read(yuan)).isEqualTo(Money.cny(fen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "-0.01", "", "1,000.00", "NaN", "99999999999999999999"})
    void whatHasNoWholeFenIsNoAmount(String yuan) {
        assertThatThrownBy(() -> Yuan.read(yuan))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void yuanAreWrittenWithTwoDecimals() {
        assertThat(Yuan.write(Money.cny(0))).isEqualTo("0.00");
        assertThat(Yuan.write(Money.cny(Long.MAX_VALUE))).isEqualTo("92233720368547758.07");
        assertThatThrownBy(() -> Yuan.write(Money.of(1, "USD"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdIsItsOwnNumber() {
        var id = UUID.fromString("019a3c5e-7a1b-7c2d-8e9f-0a1b2c3d4e5f");
        assertThat(TradeNumber.of(id)).isEqualTo("019a3c5e7a1b7c2d8e9f0a1b2c3d4e5f");
        assertThat(TradeNumber.read(TradeNumber.of(id))).contains(id);
        for (var other : List.of("", "1", "019A3C5E7A1B7C2D8E9F0A1B2C3D4E5F", "019a3c5e7a1b7c2d8e9f0a1b2c3d4e5f_R")) {
            assertThat(TradeNumber.read(other)).as(other).isEmpty();
        }
        assertThat(TradeNumber.read(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "card_declined, CARD_DECLINED",
        "ACQ.TRADE_HAS_SUCCESS, ACQ_TRADE_HAS_SUCCESS",
        "'<script>\n', _SCRIPT_",
        "'  ', UNSPECIFIED"
    })
    void codesAreSpeltAsOursAre(String theirs, String ours) {
        assertThat(Codes.ours(theirs)).isEqualTo(ours);
        assertThat(Codes.ours("x".repeat(1_000))).hasSize(64);
    }

    @Test
    void aBillIsReadByTheNamesOfItsColumns() {
        var rows = Table.read(Stream.of("a,b\t,\"c\"", "`1,2\t,\"x,y\"", "3"))
                .rows()
                .toList();
        assertThat(rows.getFirst().at("b")).isEqualTo("2");
        assertThat(rows.getFirst().at("old name", "c")).isEqualTo("x,y");
        assertThat(rows.getLast().at("a")).isEqualTo("3");
        assertThatThrownBy(() -> rows.getFirst().at("d")).isInstanceOf(IllegalArgumentException.class);
    }
}
