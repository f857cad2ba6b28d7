package dev.bonafide.journeys.seed;

import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.People;
import dev.bonafide.journeys.client.Person;
import dev.bonafide.journeys.client.Phone;
import dev.bonafide.journeys.client.UnexpectedAnswer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plants people, listings and orders in every state, through the public interface as people would have made them. The same
 * every time: nothing here is left to chance.
 */
public final class Seed {
    /** Hands at work at the same time; more would only wait for each other on a small machine. */
    private static final int HANDS = 4;

    private static final int LISTINGS = 60;
    private static final long FIRST_SERIAL = 100_000;

    /** How far the story of a listing is told. */
    private enum Ending {
        DRAFT,
        FOR_SALE,
        HELD_FOR_REVIEW,
        REJECTED,
        HIDDEN,
        CLOSED,
        AWAITING_PAYMENT,
        FUNDED,
        SHIPPED,
        INSPECTION,
        SOLD,
        CANCELLED,
        DISPUTED,
        REFUNDED
    }

    private record Model(String brand, String model, String title, String storage, long amountMinor) {}

    private static final List<Model> MODELS = List.of(
            new Model("Apple", "iPhone 14 Pro", "苹果 iPhone 14 Pro 256G 暗紫色 国行", "256GB", 459_900),
            new Model("Apple", "iPhone 13", "iPhone 13 128G 星光色 电池健康95", "128GB", 289_900),
            new Model("Huawei", "Mate 60 Pro", "华为 Mate 60 Pro 雅川青 512G 全网通", "512GB", 429_900),
            new Model("Xiaomi", "14", "小米14 256G 黑色 在保 箱说全", "256GB", 259_900),
            new Model("Samsung", "Galaxy S23", "三星 Galaxy S23 256G 悠远黑 无拆修", "256GB", 279_900),
            new Model("Honor", "Magic6", "荣耀 Magic6 256G 海湖青", "256GB", 309_900),
            new Model("OnePlus", "12", "一加 12 512G 苍绿 95新", "512GB", 299_900),
            new Model("Apple", "iPhone SE", "iPhone SE 64G 备用机 功能完好", "64GB", 119_900));
    private static final List<String> GRADES = List.of("99", "95", "90");

    /** Words that make a person look at a listing before it is shown. */
    private static final String LURE = "加微信详聊";

    /** Endings of listings that are held from the start. */
    private static final Set<Ending> HELD = EnumSet.of(Ending.HELD_FOR_REVIEW, Ending.REJECTED);

    private final Market market;
    private final PrintStream out;
    private final People people;
    // One login each: Keycloak locks out a person who logs in several times at once.
    private final Person analyst;
    private final Person arbiter;
    private final AtomicInteger planted = new AtomicInteger();

    public Seed(Market market, PrintStream out) {
        this.market = market;
        this.out = out;
        this.people = new People(market);
        this.analyst = market.gateway().logIn("rita");
        this.arbiter = market.gateway().logIn("arthur");
    }

    /** Plants everything; false when something could not be planted. */
    public boolean plant() {
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            awaitAll(People.MEMBERS.stream()
                    .<Future<?>>map(name -> hands.submit(() -> people.seller(name)))
                    .toList());
            var stories = new ArrayList<Future<?>>();
            for (int n = 0; n < LISTINGS; n++) {
                int number = n;
                stories.add(hands.submit(() -> tell(number)));
            }
            awaitAll(stories);
            out.printf(
                    "     %d people, %d listings in every stage, orders in every state%n",
                    People.MEMBERS.size(), planted.get());
            return true;
        } catch (UnexpectedAnswer | IllegalStateException broken) {
            out.println("     Seeding stopped: " + broken.getMessage());
            return false;
        }
    }

    private void tell(int number) {
        var endings = Ending.values();
        int round = number / endings.length;
        var ending = endings[number % endings.length];
        // Each round begins with another person, so that nobody's listings all end alike.
        var seller = member(number * 3 + round);
        var buyer = member(number * 3 + round + 1 + number % 5);
        var phone = phone(number, ending);
        var listing = market.draft(seller, phone);
        if (ending != Ending.DRAFT) {
            market.photograph(seller, listing, phone);
            market.submit(seller, listing);
            continueTo(ending, seller, buyer, listing);
        }
        planted.incrementAndGet();
    }

    private void continueTo(Ending ending, Person seller, Person buyer, UUID listing) {
        switch (ending) {
            case DRAFT, HELD_FOR_REVIEW -> {}
            case FOR_SALE -> forSale(seller, listing);
            case REJECTED -> {
                market.refuse(analyst, listing, "The title asks buyers to deal outside.");
                market.awaitListing(seller, listing, Set.of("REJECTED"));
            }
            case HIDDEN -> {
                forSale(seller, listing);
                market.describe(seller, listing, "电池健康95,成色好," + LURE);
                market.refuse(analyst, listing, "The new description asks buyers to deal outside.");
                market.awaitListing(seller, listing, Set.of("HIDDEN"));
            }
            case CLOSED -> {
                forSale(seller, listing);
                seller.post("/v1/listings/" + listing + "/closure", Map.of()).expect(200);
            }
            case AWAITING_PAYMENT -> ordered(seller, buyer, listing);
            case FUNDED -> funded(seller, buyer, listing);
            case SHIPPED -> {
                var order = funded(seller, buyer, listing);
                market.scan(seller, market.ship(seller, order), 1, false, "PICKED_UP", "IN_TRANSIT");
                market.awaitOrder(buyer, order, "SHIPPED");
            }
            case INSPECTION -> inspected(seller, buyer, listing);
            case SOLD -> {
                var order = inspected(seller, buyer, listing);
                market.accept(buyer, order).expect(200);
                market.awaitOrder(buyer, order, "RELEASED");
            }
            case CANCELLED -> {
                var order = ordered(seller, buyer, listing);
                buyer.post("/v1/orders/" + order + "/cancellation", null).expect(200);
            }
            case DISPUTED -> {
                var order = inspected(seller, buyer, listing);
                market.dispute(buyer, order, "SNAD", "The battery is weaker than the listing says.");
            }
            case REFUNDED -> {
                var order = inspected(seller, buyer, listing);
                var dispute = market.dispute(buyer, order, "WRONG_ITEM", "This is another model.");
                market.rule(arbiter, dispute, "BUYER", "The photo shows another model than the listing.");
                market.awaitOrder(buyer, order, "REFUNDED");
            }
        }
    }

    private void forSale(Person seller, UUID listing) {
        market.awaitListing(seller, listing, Set.of("PUBLISHED"));
    }

    private UUID ordered(Person seller, Person buyer, UUID listing) {
        forSale(seller, listing);
        var order = market.order(buyer, listing);
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        return order;
    }

    private UUID funded(Person seller, Person buyer, UUID listing) {
        var order = ordered(seller, buyer, listing);
        market.pay(buyer, order);
        market.awaitOrder(buyer, order, "FUNDED");
        return order;
    }

    private UUID inspected(Person seller, Person buyer, UUID listing) {
        var order = funded(seller, buyer, listing);
        market.deliver(seller, buyer, order);
        return order;
    }

    private Phone phone(int number, Ending ending) {
        var model = MODELS.get(number % MODELS.size());
        var title = HELD.contains(ending) ? model.title() + " " + LURE : model.title();
        return new Phone(
                model.brand(),
                model.model(),
                title,
                GRADES.get(number % GRADES.size()),
                model.storage(),
                FIRST_SERIAL + number,
                model.amountMinor() - number % 7 * 5_000L);
    }

    private Person member(int number) {
        return people.seller(People.MEMBERS.get(Math.floorMod(number, People.MEMBERS.size())));
    }

    private static void awaitAll(List<? extends Future<?>> all) {
        for (var one : all) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof UnexpectedAnswer answer
                        ? answer
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
