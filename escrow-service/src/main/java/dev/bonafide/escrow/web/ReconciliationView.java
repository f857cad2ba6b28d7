package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.reconciliation.Movement;
import dev.bonafide.escrow.reconciliation.Reconciliation;
import dev.bonafide.escrow.reconciliation.ReconciliationRules.Difference;
import dev.bonafide.escrow.store.Movements;
import dev.bonafide.escrow.store.SettlementLines;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The check of a provider's file of a day.
 *
 * @param missingHere lines we know nothing of
 * @param missingThere movements the provider told us of and no file says
 * @param misfits everything that does not fit; absent in lists
 */
@Schema(name = "Reconciliation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReconciliationView(
        UUID reconciliationId,
        String provider,
        LocalDate day,
        Reconciliation.Status status,
        int matched,
        int missingHere,
        int missingThere,
        int differing,
        @Nullable Instant finishedAt,
        @Nullable List<MisfitView> misfits) {

    /** In which way something does not fit. */
    enum Found {
        MISSING_HERE,
        MISSING_THERE,
        DIFFERING
    }

    /**
     * Something that does not fit.
     *
     * @param theirs what the file says; absent where it says nothing
     * @param ours what we have; absent where we have nothing
     * @param at when the file says it moved, or else when we were told
     */
    @Schema(name = "ReconciliationMisfit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MisfitView(
            Movement.Kind kind,
            Found found,
            @Nullable Difference difference,
            @Nullable UUID subject,
            String reference,
            @Nullable Money theirs,
            @Nullable Money ours,
            Instant at) {}

    static ReconciliationView of(Reconciliation done, @Nullable List<MisfitView> misfits) {
        var counts = done.counts();
        return new ReconciliationView(
                done.id(),
                done.provider(),
                done.day(),
                done.status(),
                counts.matched(),
                counts.missingHere(),
                counts.missingThere(),
                counts.differing(),
                done.finishedAt(),
                misfits);
    }

    static List<MisfitView> misfits(List<SettlementLines.Misfit> lines, List<Movements.Missing> movements) {
        return Stream.concat(
                        lines.stream().map(ReconciliationView::of),
                        movements.stream().map(ReconciliationView::of))
                .toList();
    }

    private static MisfitView of(SettlementLines.Misfit misfit) {
        var line = misfit.line();
        var difference = misfit.difference();
        var ours = misfit.oursMinor();
        return new MisfitView(
                line.kind(),
                difference == null ? Found.MISSING_HERE : Found.DIFFERING,
                difference,
                line.subject(),
                line.reference(),
                line.amount(),
                // In another currency it would read like the same amount, so it is named by the difference alone.
                ours == null || difference == Difference.CURRENCY
                        ? null
                        : new Money(ours, line.amount().currency()),
                line.at());
    }

    private static MisfitView of(Movements.Missing missing) {
        return new MisfitView(
                missing.kind(),
                Found.MISSING_THERE,
                null,
                missing.subject(),
                missing.reference(),
                null,
                missing.amount(),
                missing.toldAt());
    }
}
