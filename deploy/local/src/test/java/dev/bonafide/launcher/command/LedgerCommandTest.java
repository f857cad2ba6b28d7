package dev.bonafide.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.ExportLines;
import dev.bonafide.proof.ledger.Seal;
import dev.bonafide.proof.ledger.SealedEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
    @TempDir
    private Path folder;

    private final List<Anchor> places = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    @Test
    @DisplayName("X-2: an export in order is said to be, with what was witnessed")
    void anExportInOrder() throws IOException {
        var file = export(5);
        assertThat(verify(0, file)).contains("5 entries are in order").contains("CNY  debits 15 = credits 15");
        assertThat(verify(0, file, "--anchor", places.get(2).toString(), "--anchor", places.get(5).toString()))
                .contains("5 entries are in order");
    }

    @Test
    @DisplayName("X-2: the first thing wrong is named, and the exit code says that something is")
    void anAlteredExport() throws IOException {
        export(5);
        lines.set(3, lines.get(3).replace("\"amountMinor\":3", "\"amountMinor\":4"));
        assertThat(verify(1, write())).contains("ENTRY_ALTERED 3").contains("In order up to " + places.get(2));
        export(5);
        lines.remove(2);
        assertThat(verify(1, write())).contains("ENTRY_MISSING 2");
        export(5);
        lines.set(4, lines.get(5));
        lines.set(5, new ArrayList<>(lines(5)).get(4));
        assertThat(verify(1, write())).contains("REORDERED 4/5");
        export(5);
        lines.removeLast();
        assertThat(verify(1, write())).contains("TRUNCATED after 5");
        var shorter = export(3);
        var fourth = anchors(5).get(4);
        assertThat(verify(1, shorter, "--anchor", fourth.toString())).contains("TRUNCATED after 3");
    }

    @Test
    void whatCannotBeReadOrUnderstoodIsSaid() throws IOException {
        verify(1, folder.resolve("nowhere"));
        Files.writeString(folder.resolve("other"), "{}\n");
        verify(1, folder.resolve("other"));
        verify(2, export(1), "--anchor", "one:two");
        assertThat(Bonafide.run("ledger")).isEqualTo(2);
        assertThat(Bonafide.run("ledger", "verify")).isEqualTo(2);
    }

    private String verify(int exitCode, Path file, String... options) {
        var out = System.out;
        var said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            var arguments = new ArrayList<>(List.of("ledger", "verify", file.toString()));
            arguments.addAll(List.of(options));
            assertThat(Bonafide.run(arguments.toArray(String[]::new))).isEqualTo(exitCode);
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Path export(int length) throws IOException {
        places.clear();
        places.addAll(anchors(length));
        lines.clear();
        lines.addAll(lines(length));
        return write();
    }

    private Path write() throws IOException {
        return Files.write(folder.resolve("export"), lines);
    }

    private static List<String> lines(int length) {
        var lines = new ArrayList<String>();
        lines.add(ExportLines.first(Anchor.GENESIS).toString());
        var last = Anchor.GENESIS;
        for (int n = 1; n <= length; n++) {
            var seal = Seal.after(last, entry(n));
            lines.add(ExportLines.line(new SealedEntry(seal, entry(n))).toString());
            last = seal.anchor();
        }
        lines.add(ExportLines.last(last).toString());
        return lines;
    }

    private static List<Anchor> anchors(int length) {
        var anchors = new ArrayList<>(List.of(Anchor.GENESIS));
        for (int n = 1; n <= length; n++) {
            anchors.add(Seal.after(anchors.getLast(), entry(n)).anchor());
        }
        return anchors;
    }

    private static ObjectNode entry(int n) {
        var entry = JsonNodeFactory.instance.objectNode().put("entryId", "entry-" + n);
        var postings = entry.putArray("postings");
        postings.addObject().put("side", "DEBIT").put("amountMinor", n).put("currency", "CNY");
        postings.addObject().put("side", "CREDIT").put("amountMinor", n).put("currency", "CNY");
        return entry;
    }
}
