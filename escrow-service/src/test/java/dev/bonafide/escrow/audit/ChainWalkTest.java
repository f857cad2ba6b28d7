package dev.bonafide.escrow.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.Seal;
import dev.bonafide.proof.ledger.SealedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChainWalkTest {
    private static final UUID SELLER = new UUID(0, 7);

    private final List<SealedRow> rows = rows(9);

    @Test
    void aChainThatIsInOrderIsWalkedToItsEnd() {
        var walk = ChainWalk.over(Anchor.GENESIS, rows, List.of());
        assertThat(walk.findings()).isEmpty();
        assertThat(walk.end()).isEqualTo(rows.getLast().link().seal().anchor());
    }

    @Test
    void whatComesAfterAFindingIsSeenToo() {
        rows.set(2, altered(rows.get(2)));
        rows.set(6, altered(rows.get(6)));
        assertThat(found()).containsExactly("ENTRY_ALTERED 3", "ENTRY_ALTERED 7");
    }

    @Test
    void anAlteredSealIsOneFindingAndNotTwo() {
        rows.set(2, with(rows.get(2), seal -> new Seal(seal.n(), seal.contentHash(), "a".repeat(64))));
        assertThat(found()).containsExactly("SEAL_ALTERED 3");
        rows.set(2, with(rows.get(2), seal -> new Seal(seal.n(), "b".repeat(64), hash(3))));
        assertThat(found()).containsExactly("SEAL_ALTERED 3");
    }

    @Test
    void missingRowsAndEntriesAreEachNamed() {
        rows.set(4, without(rows.get(4)));
        rows.remove(1);
        assertThat(found()).containsExactly("ENTRY_MISSING 2", "ENTRY_MISSING 5");
    }

    @Test
    void whoeverAnAlteredEntryTouchesIsConcerned() {
        rows.set(2, altered(rows.get(2)));
        assertThat(ChainWalk.over(Anchor.GENESIS, rows, List.of())
                        .findings()
                        .getFirst()
                        .concerned())
                .containsExactlyInAnyOrder(
                        new Concerned(Concerned.Kind.ORDER, new UUID(0, 3)),
                        new Concerned(Concerned.Kind.SELLER, SELLER));
    }

    @Test
    void theSameDamageHasTheSameFingerprintAndOtherDamageAnother() {
        rows.set(2, altered(rows.get(2)));
        var first = fingerprint();
        assertThat(fingerprint()).isEqualTo(first);
        ((ObjectNode) Objects.requireNonNull(rows.get(2).link().entry())).put("more", "damage");
        assertThat(fingerprint()).isNotEqualTo(first);
    }

    private String fingerprint() {
        return ChainWalk.over(Anchor.GENESIS, rows, List.of())
                .findings()
                .getFirst()
                .fingerprint();
    }

    private List<String> found() {
        return ChainWalk.over(Anchor.GENESIS, rows, List.of()).findings().stream()
                .map(finding -> finding.code() + " " + finding.n())
                .toList();
    }

    private String hash(int n) {
        return rows(9).get(n - 1).link().seal().hash();
    }

    private static SealedRow altered(SealedRow row) {
        var entry = (ObjectNode) Objects.requireNonNull(row.link().entry());
        return new SealedRow(
                new SealedEntry(row.link().seal(), entry.deepCopy().put("fact", "RELEASED")),
                row.entryId(),
                row.orderId(),
                row.accounts());
    }

    private static SealedRow without(SealedRow row) {
        return new SealedRow(new SealedEntry(row.link().seal(), null), row.entryId(), null, Set.of());
    }

    private static SealedRow with(SealedRow row, UnaryOperator<Seal> change) {
        return new SealedRow(
                new SealedEntry(change.apply(row.link().seal()), row.link().entry()),
                row.entryId(),
                row.orderId(),
                row.accounts());
    }

    private static List<SealedRow> rows(int length) {
        var rows = new ArrayList<SealedRow>();
        var last = Anchor.GENESIS;
        for (int n = 1; n <= length; n++) {
            var entry = JsonNodeFactory.instance.objectNode().put("entryId", n).put("fact", "FUNDED");
            var postings = entry.putArray("postings");
            postings.addObject().put("side", "DEBIT").put("amountMinor", n).put("currency", "CNY");
            postings.addObject().put("side", "CREDIT").put("amountMinor", n).put("currency", "CNY");
            var seal = Seal.after(last, entry);
            rows.add(new SealedRow(
                    new SealedEntry(seal, entry),
                    new UUID(1, n),
                    new UUID(0, n),
                    Set.of("PROVIDER_CLEARING", "SELLER_PAYABLE:" + SELLER)));
            last = seal.anchor();
        }
        return rows;
    }
}
