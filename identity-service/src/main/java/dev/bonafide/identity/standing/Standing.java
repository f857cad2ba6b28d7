package dev.bonafide.identity.standing;

import dev.bonafide.identity.account.Account;
import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.identity.right.Rights;
import dev.bonafide.identity.right.RightsPolicy;
import dev.bonafide.identity.score.Score;
import dev.bonafide.identity.score.ScoreInput;
import dev.bonafide.identity.score.ScoreModel;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the proofs and the evidence of an account amount to on one day. Always computed, so it can be thrown away. */
public record Standing(Level level, Score score, Rights rights, TrustCard card) {

    /** Computes it for that day, or for the day of the latest fact if that is later. */
    public static Standing of(Account account, ScoreInput input, RightsPolicy policy, LocalDate today) {
        Score score = ScoreModel.score(input, input.dayNotBefore(today));
        TrustCard card = new TrustCard(
                input.level(),
                score.value(),
                score.band(),
                Badge.of(input.verified().keySet(), score.value()),
                input.count(EvidenceKind.SALE),
                LocalDate.ofInstant(account.registeredAt(), ZoneOffset.UTC));
        return new Standing(input.level(), score, policy.rights(input.level(), score.value()), card);
    }
}
