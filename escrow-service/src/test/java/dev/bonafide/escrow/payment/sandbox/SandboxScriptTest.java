package dev.bonafide.escrow.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxScriptTest {

    /** E-8: the README's table names every script, and the digits that stand for it. */
    @Test
    void everyScriptIsKnownByNameAndByTheDigitsTheReadmeGives() {
        var rows = Readme.table("## Payments");
        assertThat(rows).hasSize(SandboxScript.class.getPermittedSubclasses().length);
        for (var row : rows) {
            var amount = row.get(1).equals("others") ? 300_000 : 300_000 + Long.parseLong(row.get(1));
            assertThat(SandboxScript.named(row.getFirst())).contains(SandboxScript.of(null, amount));
        }
    }

    @Test
    void aNameGoesBeforeTheDigits() {
        assertThat(SandboxScript.of("succeed", 300_041)).isEqualTo(new SandboxScript.Succeed());
        assertThat(SandboxScript.of("late:pt5m", 300_000)).isEqualTo(new SandboxScript.Late(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rob", "late:", "late:soon", "late:-PT5M", "late:P999D", "succeed "})
    void whatIsNoScriptIsNone(String name) {
        assertThat(SandboxScript.named(name)).isEmpty();
    }
}
