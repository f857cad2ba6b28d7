package dev.bonafide.escrow.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxScriptTest {

    @Test
    void aChargebackTakesAReason() {
        assertThat(SandboxScript.named("chargeback:PT24H:FRAUDULENT"))
                .contains(new SandboxScript.PullBack(Duration.ofHours(24), "FRAUDULENT"));
        assertThat(SandboxScript.named("chargeback:P1D"))
                .contains(new SandboxScript.PullBack(Duration.ofDays(1), "NOT_RECEIVED"));
    }

    /** E-8: the README's table names every script, and the digits that stand for it. */
    @Test
    void everyScriptIsKnownByNameAndByTheDigitsTheReadmeGives() {
        var rows = Readme.table("## Payments");
        var kinds = new HashSet<Class<?>>();
        for (var row : rows) {
            var script = SandboxScript.named(row.getFirst());
            assertThat(script).as(row.getFirst()).isPresent();
            kinds.add(script.get().getClass());
            if (!row.get(1).equals("–")) {
                var amount = row.get(1).equals("others") ? 300_000 : 300_000 + Long.parseLong(row.get(1));
                assertThat(script).contains(SandboxScript.of(null, amount));
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(SandboxScript.class.getPermittedSubclasses());
    }

    @Test
    void aNameGoesBeforeTheDigits() {
        assertThat(SandboxScript.of("succeed", 300_041)).isEqualTo(new SandboxScript.Succeed());
        assertThat(SandboxScript.of("late:pt5m", 300_000)).isEqualTo(new SandboxScript.Late(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rob",
                "late:",
                "late:soon",
                "late:-PT5M",
                "late:P999D",
                "succeed ",
                "late",
                "decline:PT1M",
                "late:PT1M:FRAUDULENT",
                "refunds-return",
                "chargeback:PT1M:fraud",
                "chargeback:PT1M:A:B",
                "expires"
            })
    void whatIsNoScriptIsNone(String name) {
        assertThat(SandboxScript.named(name)).isEmpty();
    }
}
