package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.store.MilestoneMoney.Had;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A milestone as its parties see it.
 *
 * @param disputeId the dispute about it alone, also when it was decided; of a released one, the one that claims what it has brought
 * @param frozenSince when its clock stopped
 * @param freezeEndsAt when the freeze ends by itself unless somebody decides
 * @param rulingId by which its money was divided, or what it had brought
 * @param toBuyer what of it has gone back, once that was ruled, appeals included
 * @param toSeller what the seller has of it by then, less the fee and what was taken back or is owed
 */
@Schema(name = "Milestone")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MilestoneView(
        UUID milestoneId,
        int number,
        String title,
        Money price,
        State state,
        @Nullable Instant deliveredAt,
        @Nullable Instant autoConfirmAt,
        MilestoneState.@Nullable AcceptedBy acceptedBy,
        @Nullable Instant acceptedAt,
        @Nullable UUID disputeId,
        @Nullable Instant frozenSince,
        @Nullable Instant freezeEndsAt,
        @Nullable UUID rulingId,
        @Nullable Money toBuyer,
        @Nullable Money toSeller) {

    /** How far a milestone is, as clients spell it. */
    enum State {
        AWAITED,
        DELIVERED,
        /** A dispute is about it alone. */
        FROZEN,
        RELEASED,
        REFUNDED,
        /** That dispute was decided. */
        RULED,
        /** Ended with the whole order, by a ruling or a cancellation. */
        CLOSED
    }

    /** @param had who has had what of it; null if nothing of it has moved */
    static MilestoneView of(MilestoneRows.Kept kept, DisputeWindows windows, @Nullable Claim claim, @Nullable Had had) {
        return switch (kept.state()) {
            case MilestoneState.Awaited _ -> plain(kept, State.AWAITED);
            case MilestoneState.Delivered(var deliveredAt, var autoConfirmAt) ->
                of(kept, State.DELIVERED, deliveredAt, autoConfirmAt, null, null, null, null, null, null, null);
            case MilestoneState.Frozen(var freeze, var before) ->
                of(
                        kept,
                        State.FROZEN,
                        before.deliveredAt(),
                        null,
                        null,
                        null,
                        freeze.cause(),
                        freeze.since(),
                        FreezeAge.expiresAt(freeze, windows),
                        null,
                        null);
            case MilestoneState.Released(var by, var at)
            when claim != null ->
                of(
                        kept,
                        State.RELEASED,
                        null,
                        null,
                        by,
                        at,
                        claim.standstill().cause(),
                        null,
                        claim.ruling() == null ? FreezeAge.expiresAt(claim.standstill(), windows) : null,
                        claim.ruling(),
                        claim.ruling() == null ? null : had);
            case MilestoneState.Released(var by, var at) ->
                of(kept, State.RELEASED, null, null, by, at, null, null, null, null, null);
            case MilestoneState.Refunded _ -> plain(kept, State.REFUNDED);
            case MilestoneState.Ruled(var dispute, var ruling, var _) ->
                of(kept, State.RULED, null, null, null, null, dispute, null, null, ruling, had);
            case null -> plain(kept, State.CLOSED);
        };
    }

    private static MilestoneView plain(MilestoneRows.Kept kept, State state) {
        return of(kept, state, null, null, null, null, null, null, null, null, null);
    }

    private static MilestoneView of(
            MilestoneRows.Kept kept,
            State state,
            @Nullable Instant deliveredAt,
            @Nullable Instant autoConfirmAt,
            MilestoneState.@Nullable AcceptedBy acceptedBy,
            @Nullable Instant acceptedAt,
            @Nullable UUID dispute,
            @Nullable Instant frozenSince,
            @Nullable Instant freezeEndsAt,
            @Nullable UUID ruling,
            @Nullable Had had) {
        var milestone = kept.milestone();
        return new MilestoneView(
                milestone.id(),
                milestone.number(),
                milestone.title(),
                milestone.hold().price(),
                state,
                deliveredAt,
                autoConfirmAt,
                acceptedBy,
                acceptedAt,
                dispute,
                frozenSince,
                freezeEndsAt,
                ruling,
                had == null ? null : had.buyer(),
                had == null ? null : had.seller());
    }
}
