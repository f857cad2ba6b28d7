package dev.bonafide.escrow.indemnity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.indemnity.Indemnity.Shares;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AS-9, AS-18, D-11: 300 are held, and others give the buyer money before it is decided how much of the hold is to be the buyer's. Of that
 * the buyer has what nobody has given yet, then the platform what it has borne, and the seller the rest: nobody is left with what another
 * has lost.
 */
class PlatformLossTest {
    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID SELLER = new UUID(0, 2);

    /** Where everybody is in the end, of 300 that the buyer has paid. What the pool has lost is the platform's. */
    private record Ends(long buyer, long seller, long platform) {}

    @ParameterizedTest(name = "{0}; then {1} of the hold is to be the buyer's")
    @CsvSource({
        // what has happened, wish: of it to buyer, seller, platform; in the end buyer, seller, platform
        // The seller owes the advance, and repays it from the hold, or has repaid it.
        "advance 100,                                 300,  200, 100, 0,    300, 0,   0",
        "advance 100 paid 40,                         300,  200, 100, 0,    300, 0,   0",
        "advance 100 paid 100,                        300,  200, 100, 0,    300, 0,   0",
        // It was found wrong: the platform has borne it, whatever the seller had repaid by then.
        "advance 100 void,                            300,  200, 0,   100,  300, 0,   0",
        "advance 100 paid 40 void,                    300,  200, 0,   100,  300, 0,   0",
        "advance 100 paid 100 void,                   300,  200, 0,   100,  300, 0,   0",
        "advance 300 void,                            300,  0,   0,   300,  300, 0,   0",
        // Finance has given it up: the platform has borne what had not been repaid, the seller the rest.
        "advance 100 up,                              300,  200, 0,   100,  300, 0,   0",
        "advance 100 paid 40 up,                      300,  200, 40,  60,   300, 0,   0",
        "advance 100 paid 40 up void,                 300,  200, 0,   100,  300, 0,   0",
        // Ruled for both: what the buyer has besides, the platform has borne, or the seller owes.
        "advance 100,                                 150,  150, 0,   0,    250, 50,  0",
        "advance 100 void,                            150,  150, 0,   0,    250, 150, -100",
        "advance 100 paid 40 void,                    150,  150, 0,   0,    250, 150, -100",
        "advance 250,                                 150,  50,  100, 0,    300, 0,   0",
        "advance 250 void,                            150,  50,  0,   100,  300, 150, -150",
        "advance 250 paid 40 void,                    150,  50,  0,   100,  300, 150, -150",
        // Ruled for the seller.
        "advance 100,                                 0,    0,   0,   0,    100, 200, 0",
        "advance 100 paid 40 void,                    0,    0,   0,   0,    100, 300, -100",
        // Beside a bank, in either order.
        "bank 50,                                     300,  250, 0,   50,   300, 0,   0",
        "bank 50 advance 100,                         300,  150, 100, 50,   300, 0,   0",
        "bank 50 advance 100 paid 40 void,            300,  150, 0,   150,  300, 0,   0",
        "advance 100 void bank 50,                    300,  150, 0,   150,  300, 0,   0",
        "bank 200 advance 100 void,                   300,  0,   0,   300,  300, 0,   0",
        // Beside an insurer, who has paid in the seller's place and wants nothing back.
        "insurer 50 advance 100,                      300,  150, 150, 0,    300, 50,  0",
        "insurer 50 advance 100 paid 40 void,         300,  150, 50,  100,  300, 50,  0",
        // Beside another advance, which was right.
        "advance 100 void advance 50,                 300,  150, 50,  100,  300, 0,   0",
        "advance 100 paid 40 void advance 50 paid 20, 300,  150, 50,  100,  300, 0,   0",
        // What the seller is made up for by a ruling is no loss of the buyer's.
        "advance 100 ruled 70,                        300,  200, 100, 0,    300, 70,  -70",
        "advance 100 void ruled 70,                   300,  200, 0,   100,  300, 70,  -70",
    })
    @DisplayName("AS-9, AS-18, D-11: whoever has borne a loss has it back first, and nobody has it twice")
    void whoHasWhatInTheEnd(
            String events,
            long wish,
            long buyer,
            long seller,
            long platform,
            long atLast,
            long ofSeller,
            long ofPlatform) {
        var told = new Told();
        told.all(events);
        var shares = told.indemnity().share(Money.cny(wish));
        assertThat(shares).isEqualTo(new Shares(Money.cny(buyer), Money.cny(seller), Money.cny(platform)));
        var ends = told.after(shares, 300 - wish);
        assertThat(ends).isEqualTo(new Ends(atLast, ofSeller, ofPlatform));
        assertThat(ends.buyer() + ends.seller() + ends.platform()).isEqualTo(300 + told.drawn(Source.INSURER));
    }

    @ParameterizedTest(name = "{0}; then {1} are to be the buyer''s")
    @CsvSource({
        // what has happened before, wish: buyer, seller, platform
        "insurer 100 advance 100 void,          150,  100, 0,  50",
        "insurer 100 advance 100 void back 50,  150,  100, 0,  50",
        "insurer 100 advance 100 void back 80,  150,  100, 30, 20",
        "insurer 100 advance 100 void back 100, 150,  100, 50, 0",
        "bank 100 advance 100 back 100,         150,  100, 50, 0",
        "bank 100 insurer 100 back 60,          150,  100, 10, 40",
    })
    @DisplayName("E-11: what the platform has had back of one milestone it does not have again of another")
    void itIsHadBackOnce(String events, long wish, long buyer, long seller, long platform) {
        var told = new Told();
        told.all(events);
        assertThat(told.indemnity().share(Money.cny(wish)))
                .isEqualTo(new Shares(Money.cny(buyer), Money.cny(seller), Money.cny(platform)));
    }

    /** What has happened to an order of 300, as register and ledger have it. */
    private static final class Told {
        private final Map<Source, Money> drawn = new EnumMap<>(Source.class);
        private final List<Entry> entries = new ArrayList<>();
        /** The last advance, what is owed for it and what was repaid of it. */
        private UUID advance = ORDER;

        private long owed;
        private long paid;
        /** Owed for advances before. */
        private long owedBefore;

        private long ofSeller;
        private long ofPlatform;

        void all(String events) {
            var words = events.split(" ");
            for (int i = 0; i < words.length; i++) {
                switch (words[i]) {
                    case "void" -> voided();
                    case "up" -> writeOff();
                    default -> tell(words[i], Long.parseLong(words[++i]));
                }
            }
        }

        private void tell(String what, long amount) {
            switch (what) {
                case "advance" -> {
                    owedBefore += owed;
                    owed = amount;
                    paid = 0;
                    advance = new UUID(1, entries.size());
                    draw(Source.ADVANCE, amount);
                    book(Fact.ADVANCE_CLAIMED, advance, amount);
                    book(Fact.ADVANCE_PAID, advance, amount);
                }
                case "paid" -> {
                    owed -= amount;
                    paid += amount;
                    ofSeller -= amount;
                }
                case "bank" -> {
                    draw(Source.CHARGEBACK, amount);
                    ofPlatform -= amount;
                    var parts = Map.of(Part.TOTAL, Money.cny(amount), Part.EXPENSE, Money.cny(amount));
                    add(new Occurrence(Fact.CHARGEBACK_LOST, ORDER, SELLER, new UUID(2, 1), parts));
                }
                case "insurer" -> {
                    draw(Source.INSURER, amount);
                    book(Fact.INSURER_PAID, new UUID(3, 1), amount);
                }
                case "ruled" -> {
                    ofPlatform -= amount;
                    ofSeller += amount;
                    book(Fact.SELLER_COMPENSATED, new UUID(4, 1), amount);
                }
                case "back" -> {
                    var parts = Map.of(Part.TOTAL, Money.cny(amount), Part.EXPENSE, Money.cny(amount));
                    add(new Occurrence(Fact.SPLIT, ORDER, SELLER, new UUID(5, 1), parts));
                }
                default -> throw new IllegalArgumentException(what);
            }
        }

        /** As the desk of advances does it. */
        private void voided() {
            writeOff();
            if (paid > 0) {
                book(Fact.SELLER_COMPENSATED, advance, paid);
                ofPlatform -= paid;
                ofSeller += paid;
            }
        }

        private void writeOff() {
            if (owed > 0) {
                book(Fact.ADVANCE_WRITTEN_OFF, advance, owed);
                ofPlatform -= owed;
                owed = 0;
            }
        }

        private void draw(Source source, long amount) {
            drawn.merge(source, Money.cny(amount), Money::plus);
        }

        private void book(Fact fact, UUID subject, long amount) {
            add(Occurrence.of(fact, ORDER, SELLER, subject, Money.cny(amount)));
        }

        private void add(Occurrence occurrence) {
            entries.add(Fact.book(new UUID(9, entries.size()), occurrence, Instant.EPOCH));
        }

        long drawn(Source source) {
            return drawn.getOrDefault(source, Money.cny(0)).amountMinor();
        }

        Indemnity indemnity() {
            return new Indemnity(Money.cny(300), drawn).asBorne(entries);
        }

        /** Where everybody is when the hold is divided so, and the seller has repaid what is owed. */
        Ends after(Shares shares, long toSeller) {
            var had = drawn.values().stream().mapToLong(Money::amountMinor).sum();
            return new Ends(
                    had + shares.buyer().amountMinor(),
                    ofSeller + toSeller + shares.seller().amountMinor() - owed - owedBefore,
                    ofPlatform + shares.platform().amountMinor());
        }
    }
}
