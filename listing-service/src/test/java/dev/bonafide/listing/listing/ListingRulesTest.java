package dev.bonafide.listing.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.listing.Decision.AlreadyDone;
import dev.bonafide.listing.listing.Decision.DailyLimitReached;
import dev.bonafide.listing.listing.Decision.Incomplete;
import dev.bonafide.listing.listing.Decision.LevelTooLow;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Decision.NotOnSale;
import dev.bonafide.listing.listing.Decision.NotTheSeller;
import dev.bonafide.listing.listing.Decision.OrderAlreadyEnded;
import dev.bonafide.listing.listing.Decision.PhotosMissing;
import dev.bonafide.listing.listing.Decision.PublishingRestricted;
import dev.bonafide.listing.listing.Decision.Refused;
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
import dev.bonafide.listing.template.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final UUID SELLER = new UUID(0, 1);
    private static final UUID BUYER = new UUID(0, 2);
    private static final UUID ORDER = new UUID(0, 3);
    private static final UUID OTHER_ORDER = new UUID(0, 4);
    private static final Item ITEM = item("text", Money.cny(300000));
    private static final String HASH = ITEM.snapshot().hash();
    private static final Standing GOOD = new Standing(true, "L1", 5, 0, "2026-11", Optional.empty());

    private static final Map<String, Listing> STAGES = stages();
    private static final Map<String, Command> COMMANDS = commands();

    @Test
    void L_9_the_table_in_the_README_is_what_the_rules_do() throws Exception {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains(table());
    }

    @Test
    void L_9_only_a_published_listing_can_be_reserved() {
        STAGES.forEach((name, listing) -> assertThat(decide(listing, reserve(OTHER_ORDER, HASH)) instanceof Moved)
                .as(name)
                .isEqualTo(listing instanceof Published));
    }

    @Test
    void L_9_an_order_for_what_is_no_longer_on_sale_is_told_what_is() {
        assertThat(decide(published(), reserve(ORDER, "0".repeat(64)))).isEqualTo(new SnapshotChanged(HASH));
    }

    @Test
    void an_order_that_ended_before_it_was_heard_of_gets_nothing() {
        var ended = new Command.Reserve(ORDER, BUYER, HASH, true);

        assertThat(decide(published(), ended)).isEqualTo(new OrderAlreadyEnded());
    }

    @Test
    void the_same_order_twice_is_reserved_once() {
        assertThat(decide(reserved(), reserve(ORDER, HASH))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void nobody_buys_from_themselves() {
        assertThat(decide(published(), new Command.Reserve(ORDER, SELLER, HASH, false)))
                .isEqualTo(new NotOnSale());
    }

    @Test
    void another_order_does_not_free_sell_or_refund_what_is_reserved() {
        assertThat(decide(reserved(), new Command.Unreserve(OTHER_ORDER))).isInstanceOf(AlreadyDone.class);
        assertThat(decide(reserved(), new Command.Release(OTHER_ORDER))).isInstanceOf(WrongStage.class);
        assertThat(decide(reserved(), new Command.Refund(OTHER_ORDER))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void a_listing_that_must_be_hidden_keeps_its_order_and_is_hidden_after_it() {
        var hiding = moved(decide(reserved(), new Command.Hide("SELLER_RESTRICTED")));

        assertThat(hiding).isInstanceOf(Reserved.class);
        assertThat(moved(decide(hiding, new Command.Unreserve(ORDER))))
                .isEqualTo(new Hidden(ITEM, "SELLER_RESTRICTED"));
        assertThat(moved(decide(hiding, new Command.Release(ORDER)))).isInstanceOf(Sold.class);
    }

    @Test
    void a_verdict_on_another_version_changes_nothing() {
        var inReview = new InReview(ITEM.again());

        assertThat(decide(inReview, new Command.Pass(1))).isInstanceOf(AlreadyDone.class);
        assertThat(decide(inReview, new Command.Fail(1, List.of("X")))).isInstanceOf(AlreadyDone.class);
        var judgedLater = new Published(ITEM, HASH, NOW, 5);
        assertThat(decide(judgedLater, new Command.Fail(4, List.of("X")))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void another_persons_listing_is_not_theirs_whatever_they_ask() {
        var stranger = new UUID(0, 9);
        COMMANDS.values().stream()
                .filter(Command.BySeller.class::isInstance)
                .map(command -> byStranger(command, stranger))
                .forEach(command -> STAGES.values()
                        .forEach(
                                listing -> assertThat(decide(listing, command)).isEqualTo(new NotTheSeller(stranger))));
    }

    @Test
    void a_change_of_an_older_version_is_refused_with_the_current_one() {
        assertThat(decide(published(), new Command.ChangePrice(SELLER, 0, Money.cny(1))))
                .isEqualTo(new StaleVersion(1));
    }

    @Test
    void L_10_another_price_is_a_new_version_with_a_new_hash_and_the_same_price_is_nothing() {
        var changed = (Published) moved(decide(published(), new Command.ChangePrice(SELLER, 1, Money.cny(280000))));

        assertThat(changed.item().version()).isEqualTo(2);
        assertThat(changed.snapshotHash())
                .isNotEqualTo(HASH)
                .isEqualTo(changed.item().snapshot().hash());
        assertThat(decide(published(), new Command.ChangePrice(SELLER, 1, ITEM.price())))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void what_stops_a_submission_is_told_in_this_order() {
        var statement = new UUID(0, 7);
        var wrong = List.of(Violation.of("/fields/brand", "REQUIRED"));
        var restricted = new Standing(false, "L0", 0, 9, "2026-11", Optional.of(statement));
        var unverified = new Standing(false, "L0", 0, 9, "2026-11", Optional.empty());
        var busy = new Standing(true, "L1", 5, 5, "2026-11", Optional.empty());

        assertThat(submitted(restricted, wrong, List.of("SERIAL"))).isEqualTo(new PublishingRestricted(statement));
        assertThat(submitted(unverified, wrong, List.of("SERIAL"))).isEqualTo(new LevelTooLow("L0"));
        assertThat(submitted(busy, wrong, List.of("SERIAL"))).isEqualTo(new Incomplete(wrong));
        assertThat(submitted(busy, List.of(), List.of("SERIAL"))).isEqualTo(new PhotosMissing(List.of("SERIAL"), 5, 5));
        assertThat(submitted(busy, List.of(), List.of())).isEqualTo(new DailyLimitReached(5, "2026-11"));
        assertThat(submitted(GOOD, List.of(), List.of())).isEqualTo(new Moved(new InReview(ITEM)));
    }

    @Test
    void faulty_words_change_nothing_but_a_stage_that_takes_none_is_told_first() {
        var wrong = List.of(Violation.of("/title", "REQUIRED"));
        var faulty = new Command.Edit(SELLER, 1, ITEM.content(), ITEM.serial(), false, wrong);

        assertThat(decide(new Draft(ITEM), faulty)).isEqualTo(new Incomplete(wrong));
        assertThat(decide(reserved(), faulty)).isEqualTo(new WrongStage("Edit", Stage.RESERVED));
    }

    @Test
    void a_listing_shows_at_most_twenty_photos() {
        var many = IntStream.rangeClosed(0, 20)
                .mapToObj(i -> new ShownPhoto(new UUID(1, i), "BOX", "c".repeat(64)))
                .toList();

        assertThat(decide(new Draft(ITEM), new Command.ShowPhotos(SELLER, many)))
                .isEqualTo(new TooManyPhotos(20));
        assertThat(decide(new Draft(ITEM), new Command.ShowPhotos(SELLER, many.subList(0, 20))))
                .isInstanceOf(Moved.class);
    }

    private static String table() {
        var lines = new ArrayList<String>();
        lines.add("| | " + String.join(" | ", COMMANDS.keySet()) + " |");
        lines.add("|---".repeat(COMMANDS.size() + 1) + "|");
        STAGES.forEach((name, listing) -> lines.add("| **" + name + "** | "
                + COMMANDS.values().stream()
                        .map(command -> cell(decide(listing, command)))
                        .collect(Collectors.joining(" | "))
                + " |"));
        return String.join("\n", lines);
    }

    private static String cell(Decision decision) {
        return switch (decision) {
            case Moved moved ->
                "→ " + moved.to().stage()
                        + (moved.to() instanceof Reserved to && to.hideAfter().isPresent() ? ", hidden after" : "");
            case AlreadyDone _ -> "·";
            case Refused refused -> refused.getClass().getSimpleName();
        };
    }

    private static Decision decide(Listing listing, Command command) {
        return ListingRules.decide(listing, command, NOW);
    }

    private static Decision submitted(Standing standing, List<Violation> violations, List<String> rolesMissing) {
        return decide(new Draft(ITEM), new Command.Submit(SELLER, standing, violations, rolesMissing, 5));
    }

    private static Listing moved(Decision decision) {
        assertThat(decision).isInstanceOf(Moved.class);
        return ((Moved) decision).to();
    }

    private static Command byStranger(Command command, UUID stranger) {
        return switch (command) {
            case Command.Submit c ->
                new Command.Submit(stranger, c.standing(), c.violations(), c.rolesMissing(), c.photosMin());
            case Command.Edit c ->
                new Command.Edit(
                        stranger, c.seenVersion(), c.content(), c.serial(), c.identityChanged(), c.violations());
            case Command.ShowPhotos c -> new Command.ShowPhotos(stranger, c.photos());
            case Command.ChangePrice c -> new Command.ChangePrice(stranger, c.seenVersion(), c.price());
            case Command.Close _ -> new Command.Close(stranger);
            default -> throw new IllegalArgumentException("No person asks for " + command);
        };
    }

    private static Published published() {
        return new Published(ITEM, HASH, NOW, 1);
    }

    private static Reserved reserved() {
        return published().reserve(new Reservation(ORDER, BUYER));
    }

    private static Command.Reserve reserve(UUID order, String hash) {
        return new Command.Reserve(order, BUYER, hash, false);
    }

    private static Map<String, Listing> stages() {
        Map<String, Listing> stages = new LinkedHashMap<>();
        for (Listing listing : List.of(
                new Draft(ITEM),
                new InReview(ITEM),
                published(),
                reserved(),
                new Sold(ITEM, HASH, ORDER),
                new Rejected(ITEM, List.of("X")),
                new Hidden(ITEM, "SELLER_RESTRICTED"),
                new Closed(ITEM))) {
            stages.put(listing.stage().name(), listing);
        }
        assertThat(stages).hasSameSizeAs(Stage.values());
        return stages;
    }

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("Submit", new Command.Submit(SELLER, GOOD, List.of(), List.of(), 5));
        commands.put("Pass", new Command.Pass(1));
        commands.put("Fail", new Command.Fail(1, List.of("X")));
        var other = item("other text", ITEM.price());
        commands.put("Edit words", new Command.Edit(SELLER, 1, other.content(), other.serial(), false, List.of()));
        commands.put("Edit identity", new Command.Edit(SELLER, 1, other.content(), other.serial(), true, List.of()));
        commands.put("ShowPhotos", new Command.ShowPhotos(SELLER, ITEM.photos().subList(0, 4)));
        commands.put("ChangePrice", new Command.ChangePrice(SELLER, 1, Money.cny(280000)));
        commands.put("Reserve, another order", reserve(OTHER_ORDER, HASH));
        commands.put("Unreserve", new Command.Unreserve(ORDER));
        commands.put("Release", new Command.Release(ORDER));
        commands.put("Refund", new Command.Refund(ORDER));
        commands.put("Hide", new Command.Hide("SELLER_RESTRICTED"));
        commands.put("Restore", new Command.Restore());
        commands.put("Close", new Command.Close(SELLER));
        return commands;
    }

    private static Item item(String description, Money price) {
        var fields = JsonNodeFactory.instance
                .objectNode()
                .put("brand", "Apple")
                .put("model", "iPhone 15")
                .put("grade", "95");
        var photos = new ArrayList<ShownPhoto>();
        for (String role : List.of("SCREEN", "FRAME", "BACK", "SERIAL", "BOX")) {
            photos.add(new ShownPhoto(
                    UUID.nameUUIDFromBytes(role.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    role,
                    "a".repeat(64)));
        }
        return new Item(
                new UUID(0, 5),
                SELLER,
                1,
                new Content("phones", 1, "iPhone 15", description, fields),
                Optional.of(new SealedSerial("b".repeat(64), "3809")),
                price,
                photos);
    }
}
