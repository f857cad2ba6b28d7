package dev.bonafide.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64v8",
        "Mac OS X, x86_64, darwin-amd64",
        "Mac OS X, aarch64, darwin-arm64v8",
        "Windows 11, amd64, windows-amd64",
    })
    void eachMachineGetsItsOwnBinaries(String system, String processor, String artifact) {
        assertThat(Platform.of(system, processor)).isEqualTo(artifact);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"Linux, s390x", "SunOS, amd64", "Windows 11, aarch64"})
    void aMachineWithoutBinariesIsToldSo(String system, String processor) {
        assertThatThrownBy(() -> Platform.of(system, processor))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(system)
                .hasMessageContaining("expected:");
    }
}
