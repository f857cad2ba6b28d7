package dev.bonafide.logistics.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DataKeyTest {

    private final DataKey key = new DataKey("a data key that is only good for tests");

    @Test
    void whatIsSealedOpensAtItsPlaceAndLooksDifferentEachTime() {
        byte[] sealed = key.seal("世纪大道100号", "owner|id|line");

        assertThat(key.openText(sealed, "owner|id|line")).isEqualTo("世纪大道100号");
        assertThat(key.seal("世纪大道100号", "owner|id|line")).isNotEqualTo(sealed);
    }

    @Test
    void aSealedValueOpensNeitherElsewhereNorChangedNorWithAnotherKey() {
        byte[] sealed = key.seal("secret", "owner|id|line");
        byte[] flipped = sealed.clone();
        flipped[flipped.length - 1] ^= 1;

        assertThatThrownBy(() -> key.openText(sealed, "owner|id|phone")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.openText(flipped, "owner|id|line")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new DataKey("another key that is long enough").openText(sealed, "owner|id|line"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void equalNumbersHaveEqualHashesUnderOneKeyOnly() {
        assertThat(key.hash("SB-1")).isEqualTo(key.hash("SB-1")).hasSize(64).isNotEqualTo(key.hash("SB-2"));
        assertThat(new DataKey("another key that is long enough").hash("SB-1")).isNotEqualTo(key.hash("SB-1"));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new DataKey("short")).hasMessageContaining("expected: >= 16");
    }
}
