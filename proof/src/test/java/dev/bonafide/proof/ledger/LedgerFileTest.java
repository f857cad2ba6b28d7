package dev.bonafide.proof.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** change, drop or exchange anything in an export, and the verifier names it, with our servers off. */
class LedgerFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<SealedEntry> chain = Chains.of(9);
    private final List<String> lines = Chains.export(chain);

    @Test
    @DisplayName("X-2: a whole export is in order, and its sums are told")
    void aWholeExportIsInOrder() throws IOException {
        var verdict = LedgerFile.verify(file(), List.of(anchor(4), anchor(9)));
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.from()).isEqualTo(Anchor.GENESIS);
        assertThat(verdict.upTo()).isEqualTo(Chains.head(chain));
        assertThat(verdict.totals().of("CNY"))
                .isEqualTo(new Totals.Sides(BigInteger.valueOf(4_500), BigInteger.valueOf(4_500)));
    }

    @Test
    @DisplayName("X-8: an entry that says another amount, account, time or key than was sealed")
    void anAlteredEntry() throws IOException {
        change(5, line -> posting(line, 0).put("amountMinor", 499));
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> posting(line, 1).put("account", "SELLER_PAYABLE:mallory"));
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> ((ObjectNode) line.get("entry")).put("postedAt", "2026-11-02T10:05:01Z"));
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> ((ObjectNode) line.get("entry")).put("more", "than was sealed"));
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> ((ObjectNode) line.get("entry")).putNull("orderId"));
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> line.remove("entry"));
        assertFound("ENTRY_MISSING 5");
        restore();
        lines.set(5, lines.get(5).replace("\"n\":5", "\"n\":5,\"n\":5"));
        assertFound("ENTRY_ALTERED 5");
    }

    @Test
    @DisplayName("X-8: an entry taken out, with and without renumbering what follows")
    void aMissingEntry() throws IOException {
        lines.remove(5);
        assertFound("ENTRY_MISSING 5");
        for (int place = 5; place <= 8; place++) {
            var number = place;
            change(place, line -> line.put("n", number));
        }
        assertFound("ENTRY_MISSING 5");
        restore();
        lines.subList(3, 6).clear();
        for (int place = 3; place <= 6; place++) {
            var number = place;
            change(place, line -> line.put("n", number));
        }
        assertFound("ENTRY_MISSING 3");
        restore();
        lines.remove(1);
        assertFound("ENTRY_MISSING 1");
    }

    @Test
    @DisplayName("X-8: entries exchanged: whole lines, renumbered lines, or what stands under a seal")
    void reorderedEntries() throws IOException {
        Collections.swap(lines, 5, 7);
        assertFound("REORDERED 5/7");
        change(5, line -> line.put("n", 5));
        change(7, line -> line.put("n", 7));
        assertFound("REORDERED 5/7");
        restore();
        var fifth = tree(5).get("entry");
        var seventh = tree(7).get("entry");
        change(5, line -> line.set("entry", seventh));
        change(7, line -> line.set("entry", fifth));
        assertFound("REORDERED 5/7");
        restore();
        lines.add(5, lines.get(4));
        assertFound("REORDERED 5/4");
    }

    @Test
    @DisplayName("X-8: an entry that does not balance, sealed by somebody who can seal")
    void anUnbalancedEntry() throws IOException {
        var unbalanced = Chains.entry(10);
        ((ObjectNode) unbalanced.at("/postings/0")).put("amountMinor", 1);
        write(unbalanced);
        assertFound("UNBALANCED 10");
        var withoutPostings = Chains.entry(10);
        withoutPostings.putArray("postings");
        write(withoutPostings);
        assertFound("UNBALANCED 10");
        var otherCurrency = Chains.entry(10);
        ((ObjectNode) otherCurrency.at("/postings/0")).put("currency", "USD");
        write(otherCurrency);
        assertFound("UNBALANCED 10");
    }

    @Test
    @DisplayName("X-8: a seal that was changed, alone or with everything after it made anew")
    void anAlteredSeal() throws IOException {
        change(5, line -> line.put("hash", "a".repeat(64)));
        assertFound("SEAL_ALTERED 5");
        restore();
        change(5, line -> line.put("hash", "not hex"));
        assertFound("SEAL_ALTERED 5");
        restore();
        change(5, line -> line.put("contentHash", "b".repeat(64)));
        assertFound("SEAL_ALTERED 5");
        restore();

        var forged = new ArrayList<>(chain.subList(0, 4));
        for (int n = 5; n <= 9; n++) {
            forged.add(Chains.next(Chains.head(forged), Chains.entry(n == 5 ? 50 : n)));
        }
        var made = Chains.export(forged);
        lines.clear();
        lines.addAll(made);
        assertFound(null);
        assertThat(LedgerFile.verify(file(), List.of(anchor(4))).finding()).isNull();
        assertThat(named(LedgerFile.verify(file(), List.of(anchor(4), anchor(7)))))
                .isEqualTo("SEAL_ALTERED 7");
    }

    @Test
    @DisplayName("X-8: an export that ends too early, cut or ended neatly before a witnessed place")
    void aTruncatedChain() throws IOException {
        var cut = String.join("\n", lines).substring(0, String.join("\n", lines).indexOf("\"n\":8") + 40);
        Files.writeString(folder.resolve("export"), cut);
        assertThat(named(LedgerFile.verify(folder.resolve("export"), List.of())))
                .isEqualTo("TRUNCATED after 7");

        lines.remove(10);
        assertFound("TRUNCATED after 9");
        restore();
        lines.remove(9);
        assertFound("TRUNCATED after 8");

        lines.clear();
        lines.addAll(Chains.export(chain.subList(0, 6)));
        assertFound(null);
        assertThat(named(LedgerFile.verify(file(), List.of(anchor(9))))).isEqualTo("TRUNCATED after 6");
    }

    @Test
    void aLineThatCannotBeReadIsAnAlteredOne() throws IOException {
        lines.set(5, lines.get(5).substring(3));
        assertFound("ENTRY_ALTERED 5");
        restore();
        lines.set(5, "[]");
        assertFound("ENTRY_ALTERED 5");
        restore();
        change(5, line -> line.put("n", "five"));
        assertFound("ENTRY_ALTERED 5");
    }

    @Test
    void anExportMayBeginInTheMiddle() throws IOException {
        lines.set(0, ExportLines.first(anchor(4)).toString());
        lines.subList(1, 5).clear();
        var verdict = LedgerFile.verify(file(), List.of());
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.from()).isEqualTo(anchor(4));
        assertThat(verdict.upTo()).isEqualTo(anchor(9));
    }

    @Test
    void aFileThatIsNoExportIsSaidToBeNone() throws IOException {
        lines.set(0, "{\"format\":\"something else\"}");
        assertThatThrownBy(() -> LedgerFile.verify(file(), List.of())).hasMessageContaining("no export");
        lines.set(0, "{\"format\":\"bonafide.ledger.v1\"}");
        assertThatThrownBy(() -> LedgerFile.verify(file(), List.of())).hasMessageContaining("where the export begins");
    }

    @Test
    void anAnchorIsReadAsItIsPrinted() {
        assertThat(Anchor.parse(anchor(4).toString())).contains(anchor(4));
        assertThat(Anchor.parse("4")).isEmpty();
        assertThat(Anchor.parse("4:abc")).isEmpty();
        assertThat(Anchor.parse("-1:" + "a".repeat(64))).isEmpty();
    }

    private Anchor anchor(int n) {
        return chain.get(n - 1).seal().anchor();
    }

    private void write(ObjectNode tenth) {
        var longer = new ArrayList<>(chain);
        longer.add(Chains.next(Chains.head(chain), tenth));
        lines.clear();
        lines.addAll(Chains.export(longer));
    }

    private void restore() {
        lines.clear();
        lines.addAll(Chains.export(chain));
    }

    private ObjectNode tree(int place) throws IOException {
        return (ObjectNode) JSON.readTree(lines.get(place));
    }

    private void change(int place, Consumer<ObjectNode> change) throws IOException {
        var line = tree(place);
        change.accept(line);
        lines.set(place, line.toString());
    }

    private static ObjectNode posting(ObjectNode line, int place) {
        return (ObjectNode) ((ArrayNode) line.at("/entry/postings")).get(place);
    }

    private Path file() throws IOException {
        return Files.write(folder.resolve("export"), lines);
    }

    private void assertFound(@Nullable String finding) throws IOException {
        assertThat(named(LedgerFile.verify(file(), List.of()))).isEqualTo(finding);
    }

    private static @Nullable String named(LedgerFile.Verdict verdict) {
        var finding = verdict.finding();
        return finding == null ? null : finding.name();
    }
}
