package dev.bonafide.proof.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The scheme is a promise to others: the hashes in the resource were made by another implementation. */
class SealTest {
    @Test
    void anybodyWhoFollowsTheSchemeGetsTheSameHashes() throws Exception {
        var json = new ObjectMapper();
        var last = Anchor.GENESIS;
        for (var line : Files.readAllLines(Path.of("src/test/resources/sealed-by-others.ndjson"))) {
            var given = json.readTree(line);
            var seal = Seal.after(last, given.get("entry"));
            assertThat(seal.contentHash()).isEqualTo(given.get("contentHash").asText());
            assertThat(seal.hash()).isEqualTo(given.get("hash").asText());
            last = seal.anchor();
        }
        assertThat(last.n()).isEqualTo(3);
    }
}
