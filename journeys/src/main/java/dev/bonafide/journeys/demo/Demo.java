package dev.bonafide.journeys.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.journeys.client.EventLog;
import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.People;
import dev.bonafide.journeys.client.Person;
import dev.bonafide.journeys.client.Phone;
import dev.bonafide.journeys.client.UnexpectedAnswer;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Plays two purchases through the gateway with real tokens: one that ends with the seller paid, one that ends with the
 * buyer refunded. Prints each step, the stage of the order, the entries of the ledger and the events with their times.
 */
public final class Demo {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Market market;
    private final EventLog events;
    private final PrintStream out;
    private final Person seller;
    private final Person buyer;
    private final Person arbiter;
    private final Person analyst;
    private final Person finance;
    private final long serial = 1_000_000L + new SecureRandom().nextInt(900_000_000);

    public Demo(Market market, PrintStream out) {
        this.market = market;
        this.out = out;
        this.events = new EventLog(market.gateway().addresses());
        var people = new People(market);
        this.seller = people.seller("alice");
        this.buyer = people.buyer("bob");
        this.arbiter = market.gateway().logIn("arthur");
        this.analyst = market.gateway().logIn("rita");
        this.finance = market.gateway().logIn("fiona");
    }

    /** Plays both purchases; false when something did not hold. */
    public boolean play() {
        try {
            purchase();
            dispute();
            return balance();
        } catch (UnexpectedAnswer | UncheckedIOException broken) {
            out.println();
            out.println("The demo stopped: " + broken.getMessage());
            return false;
        }
    }

    private void purchase() {
        title("First purchase: Alice sells a phone, Bob buys it and is content");
        var listing = list(serial);
        var order = buyAndReceive(listing);
        step("Bob accepts; the money is released to Alice");
        market.accept(buyer, order).expect(200);
        stage(order, "RELEASED");
        report(order, listing);
    }

    private void dispute() {
        title("Second purchase: the phone is not what was promised");
        var listing = list(serial + 1);
        var order = buyAndReceive(listing);
        step("Bob opens a dispute: dead pixels; the money is frozen");
        var dispute = market.dispute(buyer, order, "SNAD", "Two dead pixels in the middle of the screen.");
        stage(order, "DISPUTED");
        step("Arthur, an arbiter, takes the case and rules for the buyer");
        market.rule(arbiter, dispute, "BUYER", "The photos show dead pixels that the listing does not mention.");
        stage(order, "REFUNDED");
        var late = market.accept(buyer, order);
        step("An acceptance that comes too late is refused: " + late.status() + " " + late.code());
        if (late.status() != 409) {
            throw new UnexpectedAnswer("an acceptance after the refund was answered with " + late.status());
        }
        report(order, listing);
    }

    private UUID list(long phoneSerial) {
        var phone = Phone.iPhone(phoneSerial);
        step("Alice lists an " + phone.model() + " for " + money(phone.amountMinor()) + ", with five photos");
        var listing = market.list(seller, phone);
        step("The listing was checked and is for sale: " + listing);
        return listing;
    }

    private UUID buyAndReceive(UUID listing) {
        step("Bob orders it");
        var order = market.order(buyer, listing);
        if (market.awaitScreening(buyer, order)) {
            step("Bob has bought much lately, so a person looks first: Rita, a risk analyst, lets the order pass");
            market.allow(analyst, order, "Known to us; he buys for the demo.");
        }
        stage(order, "AWAITING_PAYMENT");
        step("Bob pays; the platform holds the money");
        market.pay(buyer, order);
        stage(order, "FUNDED");
        step("Alice hands the parcel to the carrier, the carrier delivers it");
        market.deliver(seller, buyer, order);
        stage(order, "INSPECTION");
        return order;
    }

    private void stage(UUID order, String stage) {
        market.awaitOrder(buyer, order, stage);
        out.printf("     order %s is %s%n", order, stage);
    }

    private void report(UUID order, UUID listing) {
        out.println();
        out.println("     Ledger");
        for (var entry : market.gateway()
                .logIn("fiona")
                .get("/v1/ledger/entries?orderId=" + order)
                .expect(200)
                .body()
                .path("items")) {
            out.printf("       %-28s%n", entry.path("fact").asText());
            for (var posting : entry.path("postings")) {
                out.printf(
                        "         %-6s %-52s %12s%n",
                        posting.path("side").asText(), posting.path("account").asText(), amount(posting));
            }
        }
        out.println("     Events");
        for (var event : events.about(order)) {
            out.printf(
                    "       %s  %-24s %-26s%n",
                    TIME.format(Instant.ofEpochMilli(event.arrivedAtMillis())), event.topic(), event.name());
        }
        for (var event : events.about(listing)) {
            if (!event.data().has("orderId")) {
                out.printf(
                        "       %s  %-24s %-26s%n",
                        TIME.format(Instant.ofEpochMilli(event.arrivedAtMillis())), event.topic(), event.name());
            }
        }
    }

    private boolean balance() {
        title("Trial balance");
        var totals = market.trialBalance(finance).path("totals");
        boolean balanced = !totals.isEmpty();
        for (var line : totals) {
            var debit = line.path("debitMinor").asLong();
            var credit = line.path("creditMinor").asLong();
            out.printf(
                    "     %s  debits %s, credits %s: %s%n",
                    line.path("currency").asText(),
                    money(debit),
                    money(credit),
                    debit == credit ? "balanced" : "NOT BALANCED");
            balanced &= debit == credit;
        }
        out.println();
        out.println(balanced ? "Everything held." : "The books do not balance.");
        return balanced;
    }

    private void title(String text) {
        out.println();
        out.println(text);
        out.println("─".repeat(text.length()));
    }

    private void step(String text) {
        out.println("  ▸ " + text);
    }

    private static String amount(JsonNode posting) {
        return money(posting.path("amount").path("amountMinor").asLong());
    }

    private static String money(long minor) {
        return String.format("CNY %,d.%02d", minor / 100, minor % 100);
    }
}
