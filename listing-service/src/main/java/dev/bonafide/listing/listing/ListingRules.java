package dev.bonafide.listing.listing;

import dev.bonafide.listing.listing.Command.Change;
import dev.bonafide.listing.listing.Command.ChangePrice;
import dev.bonafide.listing.listing.Command.Close;
import dev.bonafide.listing.listing.Command.Edit;
import dev.bonafide.listing.listing.Command.Fail;
import dev.bonafide.listing.listing.Command.Hide;
import dev.bonafide.listing.listing.Command.Pass;
import dev.bonafide.listing.listing.Command.Refund;
import dev.bonafide.listing.listing.Command.Release;
import dev.bonafide.listing.listing.Command.Reserve;
import dev.bonafide.listing.listing.Command.Restore;
import dev.bonafide.listing.listing.Command.ShowPhotos;
import dev.bonafide.listing.listing.Command.Submit;
import dev.bonafide.listing.listing.Command.Unreserve;
import dev.bonafide.listing.listing.Decision.AlreadyDone;
import dev.bonafide.listing.listing.Decision.AlreadySold;
import dev.bonafide.listing.listing.Decision.DailyLimitReached;
import dev.bonafide.listing.listing.Decision.Incomplete;
import dev.bonafide.listing.listing.Decision.LevelTooLow;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Decision.NotOnSale;
import dev.bonafide.listing.listing.Decision.NotTheSeller;
import dev.bonafide.listing.listing.Decision.OrderAlreadyEnded;
import dev.bonafide.listing.listing.Decision.PhotosMissing;
import dev.bonafide.listing.listing.Decision.PublishingRestricted;
import dev.bonafide.listing.listing.Decision.ReservedByOther;
import dev.bonafide.listing.listing.Decision.SnapshotChanged;
import dev.bonafide.listing.listing.Decision.StaleVersion;
import dev.bonafide.listing.listing.Decision.TooManyPhotos;
import dev.bonafide.listing.listing.Decision.WrongStage;
import dev.bonafide.listing.listing.Listing.Closed;
import dev.bonafide.listing.listing.Listing.Draft;
import dev.bonafide.listing.listing.Listing.Hidden;
import dev.bonafide.listing.listing.Listing.InReview;
import dev.bonafide.listing.listing.Listing.Published;
import dev.bonafide.listing.listing.Listing.Rejected;
import dev.bonafide.listing.listing.Listing.Reserved;
import dev.bonafide.listing.listing.Listing.Sold;
import java.time.Instant;
import java.util.function.Function;

/** Every command against every stage. No default branch: a new stage or command does not compile until it is decided here. */
public final class ListingRules {
    /** Most photos of one listing. */
    public static final int PHOTOS_MAX = 20;

    private ListingRules() {}

    /** What the command does to the listing at that instant. */
    public static Decision decide(Listing listing, Command command, Instant now) {
        return switch (command) {
            case Command.BySeller c when !c.by().equals(listing.item().sellerId()) -> new NotTheSeller(c.by());
            case Change c
            when c.seenVersion() != listing.item().version() ->
                new StaleVersion(listing.item().version());
            case Submit c ->
                switch (listing) {
                    case Draft l -> submitted(l, c);
                    case InReview _, Published _ -> new AlreadyDone(listing);
                    case Rejected l -> new Moved(new Draft(l.item().again()));
                    case Reserved _, Sold _, Hidden _, Closed _ -> wrong(c, listing);
                };
            case Pass c ->
                switch (listing) {
                    case InReview l when l.item().version() == c.version() -> new Moved(l.pass(now));
                    case InReview _, Draft _, Published _, Reserved _, Sold _, Rejected _, Hidden _, Closed _ ->
                        new AlreadyDone(listing);
                };
            case Fail c ->
                switch (listing) {
                    case InReview l when l.item().version() == c.version() -> new Moved(l.fail(c.reasons()));
                    case Published l
                    when l.judgedVersion() <= c.version() ->
                        new Moved(new Hidden(l.item(), c.reasons().getFirst()));
                    case Reserved l
                    when l.offer().judgedVersion() <= c.version()
                            && l.hideAfter().isEmpty() ->
                        new Moved(l.hideAfterwards(c.reasons().getFirst()));
                    case InReview _, Draft _, Published _, Reserved _, Sold _, Rejected _, Hidden _, Closed _ ->
                        new AlreadyDone(listing);
                };
            case Edit c when c.violations().isEmpty() && saysTheSame(listing.item(), c) -> new AlreadyDone(listing);
            case Edit c -> edited(listing, c);
            case ShowPhotos c when c.photos().equals(listing.item().photos()) -> new AlreadyDone(listing);
            case ShowPhotos c when c.photos().size() > PHOTOS_MAX -> new TooManyPhotos(PHOTOS_MAX);
            case ShowPhotos c -> changed(listing, c, item -> item.showing(c.photos()), true);
            case ChangePrice c when c.price().equals(listing.item().price()) -> new AlreadyDone(listing);
            case ChangePrice c -> changed(listing, c, item -> item.priced(c.price()), false);
            case Reserve c -> reserved(listing, c);
            case Unreserve c ->
                switch (listing) {
                    case Reserved l when l.reservation().orderId().equals(c.orderId()) -> new Moved(l.unreserve());
                    case Draft _, InReview _, Published _, Reserved _, Sold _, Rejected _, Hidden _, Closed _ ->
                        new AlreadyDone(listing);
                };
            case Release c ->
                switch (listing) {
                    case Reserved l when l.reservation().orderId().equals(c.orderId()) -> new Moved(l.sell());
                    case Sold l when l.orderId().equals(c.orderId()) -> new AlreadyDone(l);
                    case Closed l -> new AlreadyDone(l);
                    case Draft _, InReview _, Published _, Reserved _, Sold _, Rejected _, Hidden _ ->
                        wrong(c, listing);
                };
            case Refund c ->
                switch (listing) {
                    case Reserved l
                    when l.reservation().orderId().equals(c.orderId()) -> new Moved(new Closed(l.item()));
                    case Sold l when l.orderId().equals(c.orderId()) -> new Moved(new Closed(l.item()));
                    case Draft _, InReview _, Published _, Reserved _, Sold _, Rejected _, Hidden _, Closed _ ->
                        new AlreadyDone(listing);
                };
            case Hide c ->
                switch (listing) {
                    case Draft _, InReview _, Published _ -> new Moved(new Hidden(listing.item(), c.reason()));
                    case Reserved l when l.hideAfter().isEmpty() -> new Moved(l.hideAfterwards(c.reason()));
                    case Reserved _, Hidden _ -> new AlreadyDone(listing);
                    case Sold _, Rejected _, Closed _ -> wrong(c, listing);
                };
            case Restore c ->
                switch (listing) {
                    case Hidden l -> new Moved(new InReview(l.item().again()));
                    case Draft _, InReview _, Published _, Reserved _, Sold _, Rejected _, Closed _ ->
                        wrong(c, listing);
                };
            case Close c ->
                switch (listing) {
                    case Draft _, InReview _, Published _, Sold _, Rejected _, Hidden _ ->
                        new Moved(new Closed(listing.item()));
                    case Reserved _ -> wrong(c, listing);
                    case Closed _ -> new AlreadyDone(listing);
                };
        };
    }

    private static Decision submitted(Draft draft, Submit c) {
        var standing = c.standing();
        if (standing.restrictedBy().isPresent()) {
            return new PublishingRestricted(standing.restrictedBy().get());
        }
        if (!standing.verified()) {
            return new LevelTooLow(standing.level());
        }
        if (!c.violations().isEmpty()) {
            return new Incomplete(c.violations());
        }
        int have = draft.item().photos().size();
        if (!c.rolesMissing().isEmpty() || have < c.photosMin()) {
            return new PhotosMissing(c.rolesMissing(), have, c.photosMin());
        }
        if (standing.submittedWithinDay() >= standing.publishPerDay()) {
            return new DailyLimitReached(standing.publishPerDay(), standing.policyVersion());
        }
        return new Moved(draft.submit());
    }

    private static boolean saysTheSame(Item item, Edit c) {
        return item.content().equals(c.content()) && item.serial().equals(c.serial());
    }

    private static Decision edited(Listing listing, Edit c) {
        var decision = changed(listing, c, item -> item.saying(c.content(), c.serial()), c.identityChanged());
        return decision instanceof Moved && !c.violations().isEmpty() ? new Incomplete(c.violations()) : decision;
    }

    // While a verdict is awaited nothing may change under the judge, so a change takes the listing back to a draft.
    private static Decision changed(
            Listing listing, Command.BySeller c, Function<Item, Item> change, boolean judgedAnew) {
        return switch (listing) {
            case Draft l -> new Moved(new Draft(change.apply(l.item())));
            case InReview l -> new Moved(new Draft(change.apply(l.item())));
            case Rejected l -> new Moved(new Draft(change.apply(l.item())));
            case Published l ->
                new Moved(judgedAnew ? new InReview(change.apply(l.item())) : l.offering(change.apply(l.item())));
            case Reserved _, Sold _, Hidden _, Closed _ -> wrong(c, listing);
        };
    }

    private static Decision reserved(Listing listing, Reserve c) {
        return switch (listing) {
            case Reserved l when l.reservation().orderId().equals(c.orderId()) -> new AlreadyDone(l);
            case Listing _ when c.orderEnded() -> new OrderAlreadyEnded();
            case Published l when l.item().sellerId().equals(c.buyerId()) -> new NotOnSale();
            case Published l when !l.snapshotHash().equals(c.snapshotHash()) -> new SnapshotChanged(l.snapshotHash());
            case Published l -> new Moved(l.reserve(new Reservation(c.orderId(), c.buyerId())));
            case Reserved _ -> new ReservedByOther();
            case Sold _ -> new AlreadySold();
            case Draft _, InReview _, Rejected _, Hidden _, Closed _ -> new NotOnSale();
        };
    }

    private static WrongStage wrong(Command command, Listing listing) {
        return new WrongStage(command.getClass().getSimpleName(), listing.stage());
    }
}
