package dev.bonafide.escrow.terms;

import static dev.bonafide.escrow.terms.TermsSamples.WINDOWS;
import static dev.bonafide.escrow.terms.TermsSamples.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {
    /** E-14: the parts always sum to what the buyer pays, to the fen; halves go to the even fen. */
    @ParameterizedTest(name = "{0} fen: buyer pays {1}, seller gets {2}, platform keeps {3}")
    @CsvSource({
        "300000, 300000, 298200, 1800",
        "250,    250,    248,    2", // 1.5 fen goes to the even 2
        "750,    750,    746,    4", // 4.5 fen goes to the even 4
        "1,      1,      1,      0",
        "9007199254740991, 9007199254740991, 8953156059212545, 54043195528446"
    })
    void aSaleCostsTheSellerSixtyBasisPoints(long price, long total, long sellerAmount, long fees) {
        var terms = policy(0, 60).termsFor(Money.cny(price));

        assertThat(terms.total()).isEqualTo(Money.cny(total));
        assertThat(terms.sellerAmount()).isEqualTo(Money.cny(sellerAmount));
        assertThat(terms.fees()).isEqualTo(Money.cny(fees));
        assertThat(terms.sellerAmount().plus(terms.fees())).isEqualTo(terms.total());
    }

    @Test
    void aBuyersFeeIsPaidBesideThePrice() {
        var terms = policy(250, 60).termsFor(Money.cny(10_000));

        assertThat(terms.total()).isEqualTo(Money.cny(10_250));
        assertThat(terms.sellerAmount()).isEqualTo(Money.cny(9_940));
        assertThat(terms.fees()).isEqualTo(Money.cny(310));
    }

    /** E-3: with an official report there is less to find out, so silence accepts after 48 hours. */
    @Test
    void anInspectedItemIsAcceptedSooner() {
        var policy = policy(0, 60);

        assertThat(policy.windowsFor(new Manner(Delivery.PARCEL, false))).isEqualTo(WINDOWS);
        var inspected = policy.windowsFor(new Manner(Delivery.PARCEL, true));
        assertThat(inspected.confirmWithin()).isEqualTo(Duration.ofHours(48));
        assertThat(inspected.noticeAtLeast()).isEqualTo(Duration.ofHours(48));
        assertThat(inspected.extendBy()).isEqualTo(WINDOWS.extendBy());
    }

    /** who meets has a week for it, and three days to find what a look does not show. */
    @Test
    void aMeetingHasItsOwnWindows() {
        var meeting = policy(0, 60).windowsFor(new Manner(Delivery.MEET, false));

        assertThat(meeting.shipWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(meeting.confirmWithin()).isEqualTo(Duration.ofHours(72));
        assertThat(meeting.noticeAtLeast()).isEqualTo(Duration.ofHours(1));
        assertThat(policy(0, 60).windowsFor(new Manner(Delivery.MEET, true))).isEqualTo(meeting);
    }

    @Test
    void nonsenseIsRefusedWhereItIsWrittenDown() {
        assertThatThrownBy(() -> policy(0, 60).termsFor(Money.cny(0))).hasMessageContaining("price");
        assertThatThrownBy(() -> policy(-1, 60)).hasMessageContaining("buyerFeeBasisPoints");
        assertThatThrownBy(() -> policy(0, 10_001)).hasMessageContaining("sellerFeeBasisPoints");
        assertThatThrownBy(() -> new Windows(
                        Duration.ZERO,
                        WINDOWS.reviewWithin(),
                        WINDOWS.payWithin(),
                        WINDOWS.freeCancelWithin(),
                        WINDOWS.shipWithin(),
                        WINDOWS.deliverWithin(),
                        WINDOWS.confirmWithin(),
                        WINDOWS.noticeAtLeast(),
                        WINDOWS.extendBy(),
                        WINDOWS.tellWithin()))
                .hasMessageContaining("answerWithin");
    }
}
