package dev.bonafide.listing.web;

import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.listing.listing.Decision.AlreadySold;
import dev.bonafide.listing.listing.Decision.DailyLimitReached;
import dev.bonafide.listing.listing.Decision.Incomplete;
import dev.bonafide.listing.listing.Decision.LevelTooLow;
import dev.bonafide.listing.listing.Decision.NotOnSale;
import dev.bonafide.listing.listing.Decision.NotTheSeller;
import dev.bonafide.listing.listing.Decision.OrderAlreadyEnded;
import dev.bonafide.listing.listing.Decision.PhotosMissing;
import dev.bonafide.listing.listing.Decision.PublishingRestricted;
import dev.bonafide.listing.listing.Decision.Refused;
import dev.bonafide.listing.listing.Decision.ReservedByOther;
import dev.bonafide.listing.listing.Decision.SnapshotChanged;
import dev.bonafide.listing.listing.Decision.StaleVersion;
import dev.bonafide.listing.listing.Decision.TooManyPhotos;
import dev.bonafide.listing.listing.Decision.WrongStage;
import dev.bonafide.listing.template.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The one table from refusal to problem. Codes are for ever. */
@ApplicationScoped
class Refusals {
    private final Speech speech;

    Refusals(Speech speech) {
        this.speech = speech;
    }

    /** What a client is told. */
    Problem problem(Refused refused) {
        return switch (refused) {
            case NotTheSeller _ -> notFound();
            case StaleVersion r -> ETags.stale(r.current());
            case WrongStage r ->
                Problem.of(409, "WRONG_STAGE").with("command", r.command()).with("stage", r.at());
            case LevelTooLow r ->
                Problem.of(403, "LEVEL_TOO_LOW").with("level", r.level()).with("levelMin", "L1");
            case PublishingRestricted r ->
                Problem.of(403, "PUBLISHING_RESTRICTED").with("statementId", r.statementId());
            case DailyLimitReached r ->
                Problem.of(422, "LIMIT_EXCEEDED")
                        .with("limit", "publishPerDay")
                        .with("max", r.publishPerDay())
                        .with("policyVersion", r.policyVersion());
            case Incomplete r -> invalid(r.violations());
            case PhotosMissing r ->
                Problem.of(422, r.roles().isEmpty() ? "PHOTOS_TOO_FEW" : "PHOTO_ROLE_MISSING")
                        .with("roles", r.roles())
                        .with("have", r.have())
                        .with("min", r.min());
            case TooManyPhotos r -> Problem.of(422, "PHOTOS_TOO_MANY").with("max", r.max());
            case NotOnSale _ -> Problem.of(409, "NOT_ON_SALE");
            case ReservedByOther _ -> Problem.of(409, "RESERVED_BY_OTHER");
            case AlreadySold _ -> Problem.of(409, "SOLD");
            case SnapshotChanged r -> Problem.of(409, "SNAPSHOT_CHANGED").with("currentSnapshotHash", r.current());
            case OrderAlreadyEnded _ -> Problem.of(409, "ORDER_ALREADY_CANCELLED");
        };
    }

    /** One entry for each field that is wrong, each with its sentence. */
    Problem invalid(List<Violation> violations) {
        return Problem.of(422, "VALIDATION_FAILED")
                .withErrors(violations.stream().map(this::error).toList());
    }

    /** There is nothing the caller may see. */
    static Problem notFound() {
        return Problem.of(404, "NOT_FOUND");
    }

    private FieldError error(Violation violation) {
        return FieldError.at(violation.pointer(), violation.code())
                .saying(speech.say("violation." + violation.code(), violation.limits()));
    }
}
