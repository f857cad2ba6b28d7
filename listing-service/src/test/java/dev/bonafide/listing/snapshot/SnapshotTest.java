package dev.bonafide.listing.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.listing.Content;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.SealedSerial;
import dev.bonafide.listing.listing.ShownPhoto;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void L_9_the_order_of_the_fields_plays_no_part() throws Exception {
        var one = Snapshot.of(JSON.readTree("{\"b\": 1, \"a\": {\"y\": [2, 1], \"x\": \"é\"}}"));
        var other = Snapshot.of(JSON.readTree("{\"a\": {\"x\": \"é\", \"y\": [2, 1]}, \"b\": 1}"));

        assertThat(one.canonical()).isEqualTo("{\"a\":{\"x\":\"é\",\"y\":[2,1]},\"b\":1}");
        assertThat(one).isEqualTo(other);
    }

    @Test
    void texts_are_escaped_as_the_canonical_form_says() throws Exception {
        var text = JsonNodeFactory.instance.textNode("\"\\/\b\f\n\r\t\u0001中\uD83D\uDE00");

        assertThat(CanonicalJson.write(text)).isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001中\uD83D\uDE00\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e2", "null", "9007199254740992", "[1, null]"})
    void what_two_languages_might_write_in_two_ways_is_refused(String value) throws Exception {
        var content = JSON.readTree(value);

        assertThatThrownBy(() -> CanonicalJson.write(content)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void L_9_the_same_item_has_the_same_hash_today_and_in_years() {
        assertThat(item(300000, "自用").snapshot().canonical())
                .isEqualTo(
                        "{\"category\":\"phones\",\"description\":\"自用\",\"fields\":{\"brand\":\"Apple\",\"grade\":\"95\"},"
                                + "\"listingId\":\"019aa1f0-0002-7001-8000-0000000007d1\","
                                + "\"photos\":[{\"role\":\"SCREEN\",\"sha256\":\"" + "a".repeat(64) + "\"}],"
                                + "\"price\":{\"amountMinor\":300000,\"currency\":\"CNY\"},"
                                + "\"sellerId\":\"019aa1f0-0001-7002-8000-0000000003ea\",\"serialHmac\":\""
                                + "b".repeat(64)
                                + "\",\"templateVersion\":1,\"title\":\"iPhone 15\",\"version\":3}");
        assertThat(item(300000, "自用").snapshot().hash())
                .isEqualTo("c89a66a2a1c191236b1a21ac44404873320fed08f2ecea3bd1943e6bd3167b21");
    }

    @Test
    void L_9_another_price_or_word_is_another_snapshot() {
        var hash = item(300000, "自用").snapshot().hash();

        assertThat(item(300001, "自用").snapshot().hash()).isNotEqualTo(hash);
        assertThat(item(300000, "自用。").snapshot().hash()).isNotEqualTo(hash);
    }

    @Test
    void a_snapshot_shows_when_it_is_no_longer_what_was_hashed() {
        var snapshot = item(300000, "自用").snapshot();

        assertThat(snapshot.isWhole()).isTrue();
        assertThat(new Snapshot(snapshot.canonical().replace("95", "99"), snapshot.hash()).isWhole())
                .isFalse();
    }

    private static Item item(long fen, String description) {
        ObjectNode fields =
                JsonNodeFactory.instance.objectNode().put("grade", "95").put("brand", "Apple");
        return new Item(
                UUID.fromString("019aa1f0-0002-7001-8000-0000000007d1"),
                UUID.fromString("019aa1f0-0001-7002-8000-0000000003ea"),
                3,
                new Content("phones", 1, "iPhone 15", description, fields),
                Optional.of(new SealedSerial("b".repeat(64), "3809")),
                Money.cny(fen),
                List.of(new ShownPhoto(
                        UUID.fromString("019aa1f0-000f-7001-8000-000000003a99"), "SCREEN", "a".repeat(64))));
    }
}
