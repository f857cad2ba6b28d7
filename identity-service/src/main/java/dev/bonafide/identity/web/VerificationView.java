package dev.bonafide.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.store.VerificationRow.Stage;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.Verification;
import dev.bonafide.identity.verification.Verification.Asked;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Expired;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.ManualReview;
import dev.bonafide.identity.verification.Verification.None;
import dev.bonafide.identity.verification.Verification.Reason;
import dev.bonafide.identity.verification.Verification.Refused;
import dev.bonafide.identity.verification.Verification.Verified;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A verification as its owner reads it. What a stage does not have is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationView(
        UUID verificationId,
        Kind kind,
        Stage stage,
        @Nullable Integer attemptsLeft,
        @Nullable Instant expiresAt,
        @Nullable Instant lockedUntil,
        @Nullable Instant verifiedAt,
        @Nullable String idLast4,
        @Nullable Reason reason) {

    static VerificationView of(VerificationRow row) {
        Verification at = row.verification();
        return switch (at) {
            case None _, Expired _, ManualReview _ -> view(row, null, null, null, null, null);
            case Challenged challenged ->
                view(row, challenged.attemptsLeft(), challenged.expiresAt(), null, null, null);
            case Asked asked -> view(row, null, asked.expiresAt(), null, null, null);
            case Locked locked -> view(row, null, null, locked.until(), null, null);
            case Verified verified -> view(row, null, null, null, verified.at(), null);
            case Refused refused -> view(row, null, null, null, null, refused.reason());
        };
    }

    private static VerificationView view(
            VerificationRow row,
            @Nullable Integer attemptsLeft,
            @Nullable Instant expiresAt,
            @Nullable Instant lockedUntil,
            @Nullable Instant verifiedAt,
            @Nullable Reason reason) {
        return new VerificationView(
                row.id(),
                row.kind(),
                row.stageName(),
                attemptsLeft,
                expiresAt,
                lockedUntil,
                verifiedAt,
                row.idLast4(),
                reason);
    }
}
