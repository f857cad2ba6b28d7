package dev.bonafide.logistics.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.logistics.address.Address.Content;
import dev.bonafide.logistics.address.AddressRules.PutAddress;
import dev.bonafide.logistics.order.KnownOrder;
import dev.bonafide.logistics.order.KnownOrder.Funding;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    private static final UUID ID = UUID.randomUUID();
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Content HOME = new Content("王小明", "+8613800138000", "世纪大道100号", "310100");
    private static final Content WORK = new Content("王小明", "+8613800138000", "南京路1号", "310100");

    @ParameterizedTest(name = "present {0}, by {1}, If-Match {2}, other content {3}, has {4}: {5}")
    @CsvSource({
        "false, OWNER, -1, false,  0, Created",
        "false, OWNER,  1, false,  0, Stale",
        "false, OWNER, -1, false, 50, BookFull",
        "true,  OTHER, -1, false,  0, NotYours",
        "true,  OTHER,  3, true,   0, NotYours",
        "true,  OWNER, -1, false, 50, Unchanged",
        "true,  OWNER, -1, true,   1, VersionMissing",
        "true,  OWNER,  2, true,   1, Stale",
        "true,  OWNER,  2, false,  1, Stale",
        "true,  OWNER,  3, true,  50, Changed"
    })
    void everyPutIsDecided(boolean present, String by, long ifMatch, boolean other, int owned, String expected) {
        var decision = AddressRules.decide(
                present ? Optional.of(new Address(ID, OWNER, 3, HOME)) : Optional.empty(),
                new PutAddress(
                        ID,
                        by.equals("OWNER") ? OWNER : OTHER,
                        ifMatch < 0 ? OptionalLong.empty() : OptionalLong.of(ifMatch),
                        other ? WORK : HOME),
                owned);

        assertThat(decision.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void aChangeCountsTheVersionUp() {
        var changed = AddressRules.decide(
                Optional.of(new Address(ID, OWNER, 3, HOME)), new PutAddress(ID, OWNER, OptionalLong.of(3), WORK), 1);
        assertThat(changed).isEqualTo(new AddressRules.Decision.Changed(new Address(ID, OWNER, 4, WORK)));
    }

    @ParameterizedTest(name = "read by {0}, funded {1}, frozen {2}, address of {3}: {4}")
    @CsvSource({
        "SELLER, true,  false, BUYER,  Readable",
        "BUYER,  true,  false, BUYER,  NotYours",
        "OTHER,  true,  false, BUYER,  NotYours",
        "SELLER, false, false, BUYER,  OrderNotFunded",
        "SELLER, true,  true,  BUYER,  OrderFrozen",
        "SELLER, true,  false, OTHER,  AddressMissing",
        "SELLER, true,  false, NOBODY, AddressMissing"
    })
    void onlyTheSellerOfAFundedOrderReadsTheBuyersOwnAddress(
            String by, boolean funded, boolean frozen, String of, String expected) {
        UUID seller = UUID.randomUUID();
        var order = new KnownOrder(
                UUID.randomUUID(),
                OWNER,
                seller,
                funded ? Optional.of(new Funding(ID, Instant.EPOCH, Instant.EPOCH)) : Optional.empty(),
                frozen,
                Optional.empty());
        UUID caller = by.equals("SELLER") ? seller : by.equals("BUYER") ? OWNER : OTHER;
        Optional<Address> named = of.equals("NOBODY")
                ? Optional.empty()
                : Optional.of(new Address(ID, of.equals("BUYER") ? OWNER : OTHER, 1, HOME));

        assertThat(LabelRules.decide(Optional.of(order), caller, named)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void anAddressInALogTellsNothing() {
        assertThat(new Address(ID, OWNER, 1, HOME).toString())
                .doesNotContain("王小明")
                .doesNotContain("13800138000")
                .doesNotContain("世纪大道");
    }
}
