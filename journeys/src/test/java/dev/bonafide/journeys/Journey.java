package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.journeys.client.EventLog;
import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.Person;
import dev.bonafide.journeys.client.Phone;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** What every story has: people, a market, and books that balance at its end. */
abstract class Journey {
    protected final House house = House.get();
    protected final Market market = house.market();
    protected final EventLog events = new EventLog(market.gateway().addresses());
    protected final Person seller = house.nextPerson();
    protected final Person buyer = house.nextPerson();
    protected final Person rival = house.nextPerson();
    protected final Person arbiter = market.gateway().logIn("arthur");
    protected final Person finance = market.gateway().logIn("fiona");
    protected final Person operator = market.gateway().logIn("otto");

    /** A phone for CNY 3,000 that nobody listed before. */
    protected Phone phone() {
        return Phone.iPhone(house.nextSerial());
    }

    @AfterEach
    void theBooksBalance() {
        var totals = market.trialBalance(finance).path("totals");
        assertThat(totals).isNotEmpty();
        for (var line : totals) {
            assertThat(line.path("debitMinor").asLong())
                    .isEqualTo(line.path("creditMinor").asLong());
        }
    }

    /** The sum of what the entries of an order moved into (credit) or out of (debit) accounts of the kind, in fen. */
    protected long credited(UUID order, String accountKind) {
        long sum = 0;
        for (var entry : entries(order)) {
            for (var posting : entry.path("postings")) {
                if (posting.path("account").asText().startsWith(accountKind)) {
                    long amount = posting.path("amount").path("amountMinor").asLong();
                    sum += posting.path("side").asText().equals("CREDIT") ? amount : -amount;
                }
            }
        }
        return sum;
    }

    /** What the seller has earned by an order, in fen: what may be paid out, and what is kept of it for a time. */
    protected long earned(UUID order) {
        return credited(order, "SELLER_PAYABLE") + credited(order, "SELLER_RESERVE");
    }

    /** The ledger entries of an order. */
    protected JsonNode entries(UUID order) {
        return finance.get("/v1/ledger/entries?orderId=" + order)
                .expect(200)
                .body()
                .path("items");
    }

    /** How many different events of the name there are about the thing; a repeated delivery counts once. */
    protected int told(UUID thing, String name) {
        var ids = new HashSet<String>();
        events.about(thing).stream().filter(event -> event.name().equals(name)).forEach(event -> ids.add(event.id()));
        return ids.size();
    }
}
