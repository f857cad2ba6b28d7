package dev.bonafide.logistics.web;

import dev.bonafide.logistics.desk.ShipmentOutcome.Detail;
import dev.bonafide.logistics.shipment.Stage;
import dev.bonafide.logistics.tracking.Code;
import dev.bonafide.logistics.tracking.Proof;
import dev.bonafide.logistics.tracking.TrackingView.Line;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as its buyer and its seller read it.
 *
 * @param revision counts its changes; also the ETag
 * @param dispatchedAt first scan by the carrier
 * @param tracking the whole path, oldest first
 */
public record ShipmentView(
        UUID shipmentId,
        UUID orderId,
        String carrier,
        String number,
        boolean numberCorrected,
        Stage stage,
        long revision,
        Instant registeredAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant deliveredAt,
        @Nullable Boolean damaged,
        List<Step> tracking) {

    /**
     * One observation.
     *
     * @param code in our words
     * @param counts false for what belongs to an earlier journey of the same number
     */
    public record Step(
            Code code,
            Raw raw,
            Instant at,
            @Nullable String city,
            @Nullable Proof proof,
            @Nullable Boolean counts) {

        static Step of(String carrier, Line line) {
            return new Step(
                    line.code(),
                    new Raw(carrier, line.rawCode()),
                    line.at(),
                    line.city(),
                    line.code() == Code.DELIVERED ? line.proof() : null,
                    line.counts() ? null : Boolean.FALSE);
        }
    }

    /** The same in the carrier's words. */
    public record Raw(String carrier, String code) {}

    static ShipmentView of(Detail detail) {
        var shipment = detail.record().shipment();
        var facts = shipment.facts();
        return new ShipmentView(
                facts.shipmentId(),
                facts.orderId(),
                facts.carrier(),
                facts.number(),
                facts.numberCorrected(),
                shipment.stage(),
                detail.record().revision(),
                facts.registeredAt(),
                detail.record().firstScanAt(),
                detail.record().deliveredAt(),
                detail.view().damaged() ? Boolean.TRUE : null,
                detail.view().path().stream()
                        .map(line -> Step.of(facts.carrier(), line))
                        .toList());
    }
}
