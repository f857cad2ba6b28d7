package dev.bonafide.escrow.payment.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    @DisplayName("E-8: all settings offer a provider, none does not, and a part of them says what is missing")
    void allOrNone() {
        assertThat(needed(Optional.of("a"), Optional.of("b")).isThere()).isTrue();
        assertThat(needed(Optional.empty(), Optional.empty()).isThere()).isFalse();
        assertThatThrownBy(() -> needed(Optional.of("secret"), Optional.empty()).isThere())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Half configured: some.provider.second is missing, while some.provider.first is set."
                        + " Set all of them to offer the provider, or none.")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("E-8: a key that cannot be read is named and never quoted")
    void aKeyIsNeverQuoted() {
        var text = "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----";
        assertThatThrownBy(() -> Keys.rsaPrivate("some.provider.private-key", text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("some.provider.private-key is not a private RSA key in PKCS#8")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
        assertThatThrownBy(() -> Keys.rsaPublic("some.provider.public-key", "*"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause();
        assertThatThrownBy(() -> Keys.certificate("some.provider.certificate", "c2VjcmV0"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause();
    }

    @Test
    void keysAreReadWithAndWithoutTheirFirstAndLastLine() {
        var pair = TestKeys.rsa();
        var pem = TestKeys.pem(pair.getPrivate());
        assertThat(Keys.rsaPrivate("key", pem)).isEqualTo(pair.getPrivate());
        assertThat(Keys.rsaPrivate("key", pem.replaceAll("-----.*-----", ""))).isEqualTo(pair.getPrivate());
        assertThat(Keys.rsaPrivate("key", pem.replace("\n", "\\n"))).isEqualTo(pair.getPrivate());
        assertThat(Keys.rsaPublic("key", TestKeys.pem(pair.getPublic()))).isEqualTo(pair.getPublic());
    }

    private static Needed needed(Optional<String> first, Optional<String> second) {
        return new Needed("some.provider").and("first", first).and("second", second);
    }
}
