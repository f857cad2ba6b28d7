package dev.bonafide.escrow.payment;

import static dev.bonafide.escrow.payment.AskContract.IDS;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.payment.Counterpart.State;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Holds;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-9: an amount that is reserved first, and taken or given free later. */
public interface HoldContract {

    Counterpart counterpart();

    private Holds holds() {
        return (Holds) counterpart().provider();
    }

    private Asked asked(UUID id) {
        return new Asked(Asked.Kind.PAYMENT, id, reference(id));
    }

    /** What the provider calls a payment. */
    String reference(UUID id);

    @Test
    @DisplayName("E-9: an amount can be asked to be reserved only")
    default void anAmountIsReserved() {
        counterpart().does(What.HOLD, counterpart().price());
        var id = IDS.next();
        var ask = new PaymentAsk(id, counterpart().price(), PaymentAsk.Capture.LATER, null);
        var answer = now(counterpart().provider().authorise(ask));
        assertThat(answer.actionUrl()).isNotBlank();
        assertThat(counterpart().seen(What.HOLD)).hasSize(1);
    }

    @Test
    @DisplayName("E-9: a reservation is told with its amount and with when it lapses")
    default void aReservationSaysWhenItLapses() {
        var asked = asked(IDS.next());
        counterpart().knows(asked, State.RESERVED, counterpart().price());
        var outcome = now(((Inquiry) holds()).outcomeOf(asked));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Decided.class,
                        decided -> assertThat(decided.report())
                                .isInstanceOfSatisfying(PaymentAuthorised.class, reserved -> {
                                    assertThat(reserved.amount())
                                            .isEqualTo(counterpart().price());
                                    assertThat(reserved.expiresAt()).isAfter(Instant.EPOCH);
                                }));
    }

    @Test
    @DisplayName("E-9: what is reserved is taken, under the same key each time it is asked for")
    default void whatIsReservedIsTaken() {
        var id = IDS.next();
        counterpart().knows(asked(id), State.RESERVED, counterpart().price());
        counterpart().does(What.CAPTURE, counterpart().price());
        var ask = new CaptureAsk(id, id, reference(id), counterpart().price());
        for (var i = 0; i < 2; i++) {
            assertThat(now(holds().capture(ask)).outcome()).isInstanceOfSatisfying(PaymentSucceeded.class, taken -> {
                assertThat(taken.subject()).isEqualTo(id);
                assertThat(taken.amount()).isEqualTo(counterpart().price());
            });
        }
        assertThat(counterpart().keysSeen(What.CAPTURE)).hasSize(2);
        assertThat(counterpart().keysSeen(What.CAPTURE).getFirst())
                .isEqualTo(counterpart().keysSeen(What.CAPTURE).getLast());
    }

    @Test
    @DisplayName("E-9: what has lapsed cannot be taken any more, and that is told")
    default void whatHasLapsedIsGone() {
        var id = IDS.next();
        counterpart().refuses(What.CAPTURE);
        counterpart().knows(asked(id), State.LAPSED, counterpart().price());
        assertThat(now(holds().capture(new CaptureAsk(
                                id, id, reference(id), counterpart().price())))
                        .outcome())
                .isInstanceOfSatisfying(AuthorisationEnded.class, ended -> {
                    assertThat(ended.subject()).isEqualTo(id);
                    assertThat(ended.lapsed()).isTrue();
                });
    }

    @Test
    @DisplayName("E-9: what is reserved is given free")
    default void whatIsReservedIsGivenFree() {
        var id = IDS.next();
        counterpart().knows(asked(id), State.RESERVED, counterpart().price());
        counterpart().does(What.RELEASE, counterpart().price());
        assertThat(now(holds().release(asked(id))).outcome())
                .isInstanceOfSatisfying(AuthorisationEnded.class, ended -> {
                    assertThat(ended.subject()).isEqualTo(id);
                    assertThat(ended.lapsed()).isFalse();
                });
        assertThat(counterpart().seen(What.RELEASE)).hasSize(1);
    }
}
