package dev.bonafide.listing.listing;

import dev.bonafide.listing.template.Violation;
import java.util.List;
import java.util.UUID;

/** What a command does: it moves the listing, it had done so before, or it is refused with the facts that explain it. */
public sealed interface Decision {

    /** The listing is to be what {@code to} says. */
    record Moved(Listing to) implements Decision {}

    /** There is nothing to do. */
    record AlreadyDone(Listing at) implements Decision {}

    /** Nothing changes. */
    sealed interface Refused extends Decision {}

    /** The stage has no such move. */
    record WrongStage(String command, Stage at) implements Refused {}

    /** Someone else's listing. */
    record NotTheSeller(UUID caller) implements Refused {}

    /** The change was made to a version that is no longer the current one. */
    record StaleVersion(long current) implements Refused {}

    /** The account's level does not allow selling. */
    record LevelTooLow(String level) implements Refused {}

    /** The account may not publish for the time being. */
    record PublishingRestricted(UUID statementId) implements Refused {}

    /** Too many listings within 24 hours. */
    record DailyLimitReached(int publishPerDay, String policyVersion) implements Refused {}

    /** Something stated is missing or wrong. */
    record Incomplete(List<Violation> violations) implements Refused {}

    /** Photos are missing; the roles may be empty when only their number is too small. */
    record PhotosMissing(List<String> roles, int have, int min) implements Refused {}

    /** More photos than a listing may have. */
    record TooManyPhotos(int max) implements Refused {}

    /** An order cannot have the item. */
    sealed interface ReservationRefused extends Refused {}

    /** It is not on sale. */
    record NotOnSale() implements ReservationRefused {}

    /** It is kept for another order. */
    record ReservedByOther() implements ReservationRefused {}

    /** It is sold. */
    record AlreadySold() implements ReservationRefused {}

    /** What the buyer saw is not what is on sale. */
    record SnapshotChanged(String current) implements ReservationRefused {}

    /** The order was over before it was heard of. */
    record OrderAlreadyEnded() implements ReservationRefused {}
}
