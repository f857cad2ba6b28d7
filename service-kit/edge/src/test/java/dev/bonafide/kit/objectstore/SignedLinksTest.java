package dev.bonafide.kit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.objectstore.SignedLinks.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final String PATH = "/v1/evidence/7/content";
    private final SignedLinks links = new SignedLinks(FileObjectStoreTest.Config.of(Path.of("unused"), 1));

    @Test
    void aLinkIsGoodUntilItExpires() {
        String link = links.sign(PATH, NOW, Duration.ofMinutes(10));
        assertThat(links.sign(PATH, NOW))
                .contains("expires=" + NOW.plusSeconds(900).getEpochSecond());
        assertThat(verify(link, PATH, NOW)).isEqualTo(Verdict.VALID);
        assertThat(verify(link, PATH, NOW.plusSeconds(599))).isEqualTo(Verdict.VALID);
        assertThat(verify(link, PATH, NOW.plusSeconds(600))).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void aLinkIsForItsPathAndItsTimeOnly() {
        String link = links.sign(PATH, NOW, Duration.ofMinutes(10));
        assertThat(verify(link, "/v1/evidence/8/content", NOW)).isEqualTo(Verdict.FORGED);
        String expires = parameter(link, "expires");
        String later = Long.toString(Long.parseLong(expires) + 1);
        assertThat(links.verify(PATH, later, parameter(link, "signature"), NOW)).isEqualTo(Verdict.FORGED);
        assertThat(links.verify(PATH, expires, "", NOW)).isEqualTo(Verdict.FORGED);
        assertThat(links.verify(PATH, expires, null, NOW)).isEqualTo(Verdict.FORGED);
        assertThat(links.verify(PATH, "never", parameter(link, "signature"), NOW))
                .isEqualTo(Verdict.FORGED);
        assertThat(verify(
                        new SignedLinks(FileObjectStoreTest.Config.of(Path.of("unused"), 2)).sign(PATH, NOW),
                        PATH,
                        NOW))
                .isEqualTo(Verdict.FORGED);
    }

    private Verdict verify(String link, String path, Instant now) {
        return links.verify(path, parameter(link, "expires"), parameter(link, "signature"), now);
    }

    private static String parameter(String link, String name) {
        return link.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }
}
