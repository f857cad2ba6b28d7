package dev.bonafide.benchmark.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.benchmark.escrow.SignedTokens;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.UUID;

/** What must be true when everything is over: nothing acknowledged was lost, and nothing happened twice. */
final class Afterwards {
    private final Buyers buyers;
    private final Books books;
    private final Topics topics;
    private final SignedTokens signed;
    private final int port;
    private final Promises promises;

    Afterwards(Buyers buyers, Books books, Topics topics, SignedTokens signed, int port, Promises promises) {
        this.buyers = buyers;
        this.books = books;
        this.topics = topics;
        this.signed = signed;
        this.port = port;
        this.promises = promises;
    }

    void check() throws Exception {
        var purchases = buyers.purchases();
        long before = purchases.stream()
                .filter(purchase -> !purchase.isAcknowledged())
                .count();
        long replayed = buyers.sendAgain(purchases);
        promises.promise(
                "Every key once more, the same answer to the byte",
                replayed + " of " + purchases.size() + ", "
                        + buyers.complaints().size() + " complaints",
                "all",
                replayed == purchases.size() - before && buyers.complaints().isEmpty());
        buyers.complaints().stream().limit(5).forEach(complaint -> promises.figure("– complaint", complaint));
        promises.none("Orders not released", books.notReleased());
        promises.none("Orders whose release, lot or history is not there once", books.notReleasedOnce());
        promises.none("Orders released that nobody accepted", books.releasedUnasked());
        promises.none("Deadlines left of orders that are over", books.timersLeft());
        promises.none("Currencies that do not balance", books.unbalanced());
        promises.none("Parked facts", books.parkedFacts());
        events();
        ledger();
    }

    private void events() throws Exception {
        double seconds = books.secondsUntilNone(Books::eventsWaiting);
        promises.promise(
                "Outbox empty", String.format(Locale.ROOT, "after %.1f s", seconds), "yes", Double.isFinite(seconds));
        var said = topics.about(buyers.purchases());
        promises.none("Orders whose events are not there once and in order", said.wrong());
        promises.promise(
                "– records of the topic",
                said.events() + " events, " + said.again() + " sent again under their id",
                "unchanged",
                said.changed() == 0);
        promises.none("Dead letters", topics.deadLetters());
    }

    private void ledger() throws Exception {
        double sealed = books.secondsUntilNone(Books::unsealed);
        var verified = new JsonNode[1];
        double checked = Books.secondsUntil(() -> {
            var proof = asFinance("/v1/ledger/proof");
            verified[0] = proof;
            return proof.path("verifiedUpTo").asLong() >= proof.path("length").asLong();
        });
        var proof = verified[0];
        promises.promise(
                "Ledger's proof",
                proof.path("verifiedUpTo").asLong() + " of "
                        + proof.path("length").asLong() + " entries verified, first finding: "
                        + (proof.path("firstFinding").isNull()
                                        || proof.path("firstFinding").isMissingNode()
                                ? "none"
                                : proof.path("firstFinding").toString()),
                "all, none",
                Double.isFinite(sealed)
                        && Double.isFinite(checked)
                        && proof.path("balanced").asBoolean()
                        && !proof.path("firstFinding").isObject());
        var balance = asFinance("/v1/ledger/trial-balance");
        promises.promise(
                "Trial balance",
                balance.path("totals").toString(),
                "zero",
                balance.path("balanced").asBoolean());
    }

    private JsonNode asFinance(String path) {
        try (var connection = new ClientConnection(port)) {
            var token = signed.of(UUID.fromString("00000000-0000-7000-8000-00000000f1a1"), "finance");
            if (!connection.open()) {
                throw new IOException("Nobody listens");
            }
            return connection
                    .ask("GET " + path + " HTTP/1.1\r\nHost: benchmark\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                    .json();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("The ledger could not be asked", failure);
        }
    }
}
