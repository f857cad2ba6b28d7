package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Tokens;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Damage done to the books beneath the service, and what people do about it. */
final class Damage {
    private final String fiona = Tokens.of(UUID.randomUUID(), "finance");
    private final String frederic = Tokens.of(UUID.randomUUID(), "finance");
    private final DataSource beneath;

    Damage(DataSource beneath) {
        this.beneath = beneath;
    }

    String fiona() {
        return fiona;
    }

    String frederic() {
        return frederic;
    }

    void plant(String... statements) throws SQLException {
        Entries.tamper(beneath, statements);
    }

    String one(String query) throws SQLException {
        return Entries.one(beneath, query);
    }

    /** The number under which the order's entry of that fact is sealed, once it is and has been verified. */
    long verified(UUID order, String fact) {
        return await().atMost(Market.SOON)
                .until(
                        () -> {
                            var n = one("select n from ledger_seal s join ledger_entry e on e.id = s.entry_id"
                                    + " where e.order_id = '" + order + "' and e.fact = '" + fact + "'");
                            var checked = one("select n from ledger_audit where round = 'NEW'");
                            return n.isEmpty() || Long.parseLong(checked) < Long.parseLong(n) ? 0 : Long.parseLong(n);
                        },
                        n -> n > 0);
    }

    /** Waits for an open finding. */
    Map<String, Object> awaitFinding(String code, Predicate<Map<String, Object>> wanted) {
        return await().atMost(Market.SOON)
                .until(
                        () -> open().stream()
                                .filter(finding -> code.equals(finding.get("code")) && wanted.test(finding))
                                .findFirst()
                                .orElse(Map.of()),
                        finding -> !finding.isEmpty());
    }

    Map<String, Object> awaitFinding(String code, long n) {
        return awaitFinding(code, finding -> finding.get("n") != null
                && ((Number) Objects.requireNonNull(finding.get("n"))).longValue() == n);
    }

    List<Map<String, Object>> open() {
        return Market.with(fiona)
                .get("/v1/ledger/findings?open=true&limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /** Two people agree on everything that is open, until a whole round has found nothing more. */
    void resolveAll() throws SQLException {
        var rounds = completedRounds();
        await().atMost(Market.SOON).until(() -> {
            for (var finding : open()) {
                var id = id(finding);
                agree(fiona, id);
                assertThat(agree(frederic, id)).isEqualTo(200);
            }
            // The round under way may have begun before the damage was repaired, the one after it has not.
            return open().isEmpty() && completedRounds() >= rounds + 2;
        });
    }

    static UUID id(Map<String, Object> finding) {
        return UUID.fromString(Objects.requireNonNull(finding.get("findingId")).toString());
    }

    int agree(String token, UUID finding) {
        return Market.with(token)
                .body(Map.of("reason", "Restored from the backup of last night."))
                .post("/v1/ledger/findings/" + finding + "/resolution")
                .statusCode();
    }

    private long completedRounds() throws SQLException {
        return Long.parseLong(one("select completed from ledger_audit where round = 'WHOLE'"));
    }
}
