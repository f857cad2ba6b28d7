package dev.bonafide.escrow;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.events.said.PaymentEvent;
import dev.bonafide.escrow.events.said.ReconciliationFinishedV1;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What we say about payments is what we promised. */
class PaymentContractsTest {
    private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID ID = new UUID(0, 1);
    private static final Money AMOUNT = Money.cny(300_000);

    @Test
    void everyEventAboutPaymentsIsAsPromised() {
        valid(new PaymentEvent.AuthorisedV1(ID, ID, ID, ID, AMOUNT, AT, AT));
        for (var frozen : Chargeback.Frozen.values()) {
            valid(new PaymentEvent.ChargebackReceivedV1(
                    ID, ID, ID, ID, ID, AMOUNT, "FRAUDULENT", frozen.name(), AT, AT));
        }
        valid(new PaymentEvent.ChargebackClosedV1(ID, ID, ID, ID, ID, AMOUNT, true, AT));
        Contracts.assertValid(
                ReconciliationFinishedV1.TYPE,
                new ReconciliationFinishedV1(ID, "sandbox", LocalDate.parse("2026-11-01"), 5, 2, 1, 1, 1, AT));
    }

    private static void valid(PaymentEvent event) {
        Contracts.assertValid(event.type(), event);
    }
}
