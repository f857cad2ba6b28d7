package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.DisputeWindows;
import java.time.Duration;

/** What a dispute is about, as far as it decides until when it may be opened. */
public enum Grievance {
    /** What a look shows: whoever has accepted the item has seen it. */
    VISIBLE,
    /** What a look does not show. */
    HIDDEN_DEFECT,
    /** The item is not what it seems. */
    COUNTERFEIT;

    /** How long after the acceptance it may be raised; nothing if never. */
    Duration after(DisputeWindows windows) {
        return switch (this) {
            case VISIBLE -> Duration.ZERO;
            case HIDDEN_DEFECT -> windows.hiddenDefectWithin();
            case COUNTERFEIT -> windows.counterfeitWithin();
        };
    }
}
