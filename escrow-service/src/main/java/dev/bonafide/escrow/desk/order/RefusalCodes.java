package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.order.Decision.Refused;

/** The stable codes of refusals, the same in problem documents and in the list of parked facts. */
public final class RefusalCodes {
    private RefusalCodes() {}

    /** The code of a refusal. */
    public static String of(Refused refusal) {
        return switch (refusal) {
            // A stranger is told no more than if there were no such order.
            case Refused.UnknownOrder _, Refused.NotAParty _ -> "ORDER_NOT_FOUND";
            case Refused.NotTheBuyer _ -> "NOT_THE_BUYER";
            case Refused.NotTheSeller _ -> "NOT_THE_SELLER";
            case Refused.CodeIssued _ -> "HAND_OVER_CODE_ISSUED";
            case Refused.NotAMeeting _ -> "NOT_A_MEETING";
            case Refused.StaleVersion _ -> "PRECONDITION_FAILED";
            case Refused.WrongStage _ -> "WRONG_STAGE";
            case Refused.TooEarly _ -> "TOO_EARLY";
            case Refused.PaymentWindowClosed _ -> "PAYMENT_WINDOW_CLOSED";
            case Refused.AmountDiffers _ -> "AMOUNT_DIFFERS";
            case Refused.SnapshotDiffers _ -> "SNAPSHOT_DIFFERS";
            case Refused.ShipmentAnnounced _ -> "SHIPMENT_ANNOUNCED";
            case Refused.NotInMilestones _ -> "NOT_IN_MILESTONES";
            case Refused.UnknownMilestone _ -> "MILESTONE_NOT_FOUND";
            case Refused.MilestoneNotDelivered _ -> "MILESTONE_NOT_DELIVERED";
            case Refused.MilestoneRefunded _ -> "MILESTONE_REFUNDED";
            case Refused.MilestoneDisputed _ -> "MILESTONE_DISPUTED";
            case Refused.MilestoneRuled _ -> "MILESTONE_RULED";
            case Refused.MilestonesOver _ -> "MILESTONES_OVER";
            case Refused.OtherShipment _ -> "OTHER_SHIPMENT";
            case Refused.ExtendedBefore _ -> "INSPECTION_ALREADY_EXTENDED";
            case Refused.InspectionOver _ -> "INSPECTION_OVER";
            case Refused.AboveHeld _ -> "AMOUNT_ABOVE_HELD";
            case Refused.NothingAsked _ -> "AMOUNT_NOT_POSITIVE";
            case Refused.OtherCurrency _ -> "CURRENCY_DIFFERS";
            case Refused.NotADivision _ -> "LEGS_DO_NOT_ADD_UP";
            case Refused.ReleasedMeanwhile _ -> "RELEASED_MEANWHILE";
            case Refused.NotFreezable(var reason) -> reason.name();
            case Refused.NotReturnable(var reason) -> reason.name();
            case Refused.FreezeExtendedBefore _ -> "FREEZE_EXTENDED_BEFORE";
            case Refused.OtherDispute _ -> "OTHER_DISPUTE";
        };
    }
}
