package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bonafide.proof.ledger.Finding.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An export of the ledger in a file, verified line by line, with no server and in little memory. */
public final class LedgerFile implements Iterator<SealedEntry>, AutoCloseable {
    // A member written twice would let a line say one thing to us and another to somebody else.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * What came of verifying a file.
     *
     * @param from where the file begins; the genesis, if it holds the whole ledger
     * @param upTo up to where everything is in order
     * @param totals the sums of what is in order
     * @param finding the first thing that is wrong, if there is one
     */
    public record Verdict(
            Anchor from,
            Anchor upTo,
            Totals totals,
            @Nullable Finding finding) {}

    private final BufferedReader lines;
    private final Anchor start;
    private @Nullable String line;
    private @Nullable SealedEntry next;
    private @Nullable Anchor end;

    private LedgerFile(BufferedReader lines) throws IOException {
        this.lines = lines;
        var first = parse(lines.readLine());
        if (first == null || !first.path("format").asText().equals(Seal.FORMAT)) {
            throw new IOException(
                    "This is no export of a ledger (expected: a first line with format " + Seal.FORMAT + ")");
        }
        try {
            start = ExportLines.anchor(first.path("after"));
        } catch (IllegalArgumentException noPlace) {
            throw new IOException("The first line does not say where the export begins: " + noPlace.getMessage());
        }
        line = lines.readLine();
        advance();
    }

    /**
     * Verifies a file.
     *
     * @param noted places that somebody has noted before, and that the chain must go through
     * @throws IOException if the file cannot be read, or is no export of a ledger at all
     */
    public static Verdict verify(Path file, Collection<Anchor> noted) throws IOException {
        try (var export = new LedgerFile(Files.newBufferedReader(file))) {
            var verifier = new LedgerVerifier(export.start, noted);
            var finding = verifier.verify(export)
                    .or(() -> export.cut(verifier.verifiedUpTo()))
                    .or(verifier::end);
            return new Verdict(export.start, verifier.verifiedUpTo(), verifier.totals(), finding.orElse(null));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SealedEntry next() {
        var given = next;
        if (given == null) {
            throw new NoSuchElementException();
        }
        advance();
        return given;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** What is wrong with the end of the file, once everything before it is in order. */
    private Optional<Finding> cut(Anchor last) {
        var said = end;
        if (said == null) {
            return Optional.of(Finding.of(Kind.TRUNCATED, last.n(), "The file was cut: its last line is missing."));
        }
        if (said.n() > last.n()) {
            return Optional.of(
                    Finding.of(Kind.TRUNCATED, last.n(), "The file says that it goes up to number " + said.n() + "."));
        }
        return said.equals(last)
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Kind.SEAL_ALTERED, last.n(), "The last line of the file says another end: " + said + "."));
    }

    /** A line that cannot be read is altered, unless it is the last of the file: then it was cut there. */
    private void advance() {
        next = null;
        if (line == null || end != null) {
            return;
        }
        try {
            var parsed = parse(line);
            line = lines.readLine();
            if (parsed == null) {
                next = line == null ? null : SealedEntry.UNREADABLE;
            } else if (ExportLines.isLast(parsed)) {
                end = ExportLines.anchor(parsed.path("end"));
            } else {
                next = ExportLines.sealedEntry(parsed);
            }
        } catch (IllegalArgumentException noPlace) {
            line = null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable JsonNode parse(@Nullable String text) {
        try {
            var node = text == null ? null : MAPPER.readTree(text);
            return node == null || !node.isObject() ? null : node;
        } catch (JsonProcessingException broken) {
            return null;
        }
    }
}
