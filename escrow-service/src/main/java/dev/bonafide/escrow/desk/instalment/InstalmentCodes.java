package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.instalment.Ineligibility;

/** The stable codes of reasons, the same in problem documents and in the reviews that are kept. */
public final class InstalmentCodes {
    private InstalmentCodes() {}

    /** The code of a reason. */
    public static String of(Ineligibility reason) {
        return switch (reason) {
            case Ineligibility.LevelTooLow _ -> "LEVEL_TOO_LOW";
            case Ineligibility.ScoreUnknown _ -> "SCORE_UNKNOWN";
            case Ineligibility.ScoreTooLow _ -> "SCORE_TOO_LOW";
            case Ineligibility.PartOverdue _ -> "PART_OVERDUE";
            case Ineligibility.PartWrittenOff _ -> "PART_WRITTEN_OFF";
            case Ineligibility.DebtTooHigh _ -> "DEBT_TOO_HIGH";
            case Ineligibility.PartsNotOffered _ -> "PARTS_NOT_OFFERED";
            case Ineligibility.TotalOutOfRange _ -> "TOTAL_OUT_OF_RANGE";
            case Ineligibility.CurrencyNotOffered _ -> "CURRENCY_NOT_OFFERED";
        };
    }
}
