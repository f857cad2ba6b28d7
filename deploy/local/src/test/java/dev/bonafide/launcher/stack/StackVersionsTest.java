package dev.bonafide.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackVersionsTest {

    @Test
    void theVersionsOfTheRootPomCameAlong() {
        var versions = StackVersions.load();

        assertThat(new String[] {versions.postgres(), versions.kafka(), versions.keycloak(), versions.log4jBridge()})
                .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+.*"));
    }
}
