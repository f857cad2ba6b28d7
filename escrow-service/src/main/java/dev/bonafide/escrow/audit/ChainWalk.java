package dev.bonafide.escrow.audit;

import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.Finding;
import dev.bonafide.proof.ledger.LedgerVerifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A walk over some of the chain that does not stop at the first finding: it takes the seal it stumbled over for granted and
 * goes on behind it, so that one altered entry does not hide what comes after.
 *
 * @param findings in their order
 * @param end up to where it has walked
 */
public record ChainWalk(List<LedgerFinding> findings, Anchor end) {

    /** Walks from a place over the rows that follow. */
    public static ChainWalk over(Anchor start, List<SealedRow> rows, Collection<Anchor> witnessed) {
        var findings = new ArrayList<LedgerFinding>();
        var place = start;
        var from = 0;
        while (from < rows.size()) {
            var verifier = new LedgerVerifier(place, witnessed);
            var finding = verifier.verify(rows.subList(from, rows.size()).stream()
                    .map(SealedRow::link)
                    .iterator());
            if (finding.isEmpty()) {
                place = verifier.verifiedUpTo();
                break;
            }
            findings.add(LedgerFinding.inChain(finding.get(), about(finding.get(), rows)));
            from = behind(finding.get().n(), rows, from);
            place = rows.get(from - 1).link().seal().anchor();
        }
        return new ChainWalk(List.copyOf(findings), place);
    }

    /** The rows a finding is about: the one of its number, the one in its place, or none where both are gone. */
    private static List<SealedRow> about(Finding finding, List<SealedRow> rows) {
        return rows.stream()
                .filter(row -> row.n() == finding.n() || Long.valueOf(row.n()).equals(finding.other()))
                .toList();
    }

    /** Behind the first row of that number or a later one. */
    private static int behind(long n, List<SealedRow> rows, int from) {
        var place = from;
        while (place < rows.size() - 1 && rows.get(place).n() < n) {
            place++;
        }
        return place + 1;
    }
}
