package dev.bonafide.dispute.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.evidence.Finding.EntryAdded;
import dev.bonafide.dispute.evidence.Finding.EntryAltered;
import dev.bonafide.dispute.evidence.Finding.EntryMissing;
import dev.bonafide.dispute.evidence.Finding.Reordered;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to a chain, the first thing that is not as it was is named (D-4). */
class ChainCheckTest {
    private final List<ChainedEntry> lines = new ArrayList<>();
    private ChainHead head = ChainHead.EMPTY;

    @BeforeEach
    void a_chain_of_four() {
        for (int n = 1; n <= 4; n++) {
            add();
        }
    }

    @Test
    void an_untouched_chain_has_no_finding() {
        assertThat(ChainCheck.firstFinding(lines, head)).isEmpty();
        assertThat(ChainCheck.firstFinding(List.of(), ChainHead.EMPTY)).isEmpty();
    }

    @Test
    void a_line_that_says_something_else_is_altered() {
        lines.set(1, new ChainedEntry(later(lines.get(1).entry()), lines.get(1).hash()));
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryAltered(2));
    }

    @Test
    void a_line_whose_hash_was_exchanged_is_altered() {
        lines.set(2, new ChainedEntry(lines.get(2).entry(), "f".repeat(64)));
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryAltered(3));
    }

    @Test
    void a_line_that_was_rewritten_with_its_hash_is_altered() {
        lines.set(1, ChainedEntry.of(later(lines.get(1).entry())));
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryAltered(2));
    }

    @Test
    void the_last_line_rewritten_with_its_hash_is_altered_because_the_head_knows_better() {
        lines.set(3, ChainedEntry.of(later(lines.get(3).entry())));
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryAltered(4));
    }

    @Test
    void a_chain_rewritten_from_its_first_line_on_is_altered() {
        var rewritten = ChainHead.EMPTY;
        for (int at = 0; at < 4; at++) {
            var entry = later(lines.get(at).entry());
            var line = ChainedEntry.of(new Entry(
                    entry.n(),
                    entry.disputeId(),
                    entry.itemId(),
                    entry.action(),
                    entry.actor(),
                    entry.role(),
                    entry.at(),
                    entry.sha256(),
                    entry.size(),
                    entry.mediaType(),
                    rewritten.hash()));
            rewritten = rewritten.after(line);
            lines.set(at, line);
        }
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryAltered(4));
    }

    @Test
    void a_line_that_is_gone_is_missing() {
        lines.remove(1);
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryMissing(2));
    }

    @Test
    void a_tail_that_is_cut_off_is_missing() {
        lines.removeLast();
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new EntryMissing(4));
    }

    @Test
    void lines_that_changed_places_are_named_both() {
        var second = lines.get(1);
        var third = lines.get(2);
        lines.set(1, new ChainedEntry(numbered(third.entry(), 2), third.hash()));
        lines.set(2, new ChainedEntry(numbered(second.entry(), 3), second.hash()));
        assertThat(ChainCheck.firstFinding(lines, head)).contains(new Reordered(2, 3));
    }

    @Test
    void a_line_past_the_end_was_added() {
        var witnessed = head;
        add();
        assertThat(ChainCheck.firstFinding(lines, witnessed)).contains(new EntryAdded(5));
    }

    @Test
    void a_head_only_takes_the_line_that_follows() {
        assertThatThrownBy(() -> head.after(lines.get(3))).isInstanceOf(IllegalArgumentException.class);
    }

    private void add() {
        var line = ChainedEntry.of(new Entry(
                head.length() + 1,
                new UUID(1, 1),
                new UUID(2, head.length()),
                Entry.Action.SEALED,
                new UUID(3, 3),
                Party.BUYER,
                EntryTest.FIRST.at().plusSeconds(head.length()),
                Sha256.of(new byte[] {(byte) head.length()}),
                1,
                "image/png",
                head.hash()));
        head = head.after(line);
        lines.add(line);
    }

    private static Entry later(Entry entry) {
        return new Entry(
                entry.n(),
                entry.disputeId(),
                entry.itemId(),
                entry.action(),
                entry.actor(),
                entry.role(),
                entry.at().plusSeconds(60),
                entry.sha256(),
                entry.size(),
                entry.mediaType(),
                entry.prev());
    }

    private static Entry numbered(Entry entry, long n) {
        return new Entry(
                n,
                entry.disputeId(),
                entry.itemId(),
                entry.action(),
                entry.actor(),
                entry.role(),
                entry.at(),
                entry.sha256(),
                entry.size(),
                entry.mediaType(),
                entry.prev());
    }
}
