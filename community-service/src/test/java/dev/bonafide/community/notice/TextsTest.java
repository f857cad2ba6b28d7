package dev.bonafide.community.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Texts texts = Texts.of("kit", "community");
    private final Wording wording = new Wording(texts, ZoneId.of("Asia/Shanghai"));

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(texts.missingKeys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTemplateHasTitleAndTextThatNameOnlyItsFacts(Template template) {
        for (var part : new String[] {"title", "text"}) {
            var text = texts.find(Language.CHINESE, "notice." + template + "." + part, Map.of());
            assertThat(text).as(template + "." + part).isPresent();
            var named = PLACEHOLDER.matcher(text.orElseThrow()).results().map(match -> match.group(1));
            assertThat(template.facts()).containsAll(named.toList());
        }
    }

    @Test
    void moneyTimesAndCodesAreSaidAsTheLanguageSaysThem() throws Exception {
        var facts = EventJson.read("""
                {"total": {"amountMinor": 300000, "currency": "CNY"}, "paymentDueAt": "2026-11-23T08:15:00Z"}""", com.fasterxml.jackson.databind.JsonNode.class);

        assertThat(wording.of(Language.CHINESE, Template.ORDER_AWAITING_PAYMENT_BUYER, facts)
                        .text())
                .isEqualTo("请在 2026-11-23 16:15 前支付 ¥3,000.00。收到商品之前,货款由平台保管。");

        var cancelled = EventJson.read("{\"reason\": \"UNPAID\"}", com.fasterxml.jackson.databind.JsonNode.class);
        assertThat(wording.of(Language.ENGLISH, Template.ORDER_CANCELLED_SELLER, cancelled)
                        .text())
                .isEqualTo("Reason: it was not paid in time.");
    }

    @Test
    void everyReasonTheEventsKnowHasWords() {
        for (var type : new String[] {
            "bonafide.escrow.OrderCancelled.v1",
            "bonafide.dispute.DisputeOpened.v1",
            "bonafide.listing.ListingReservationRefused.v1"
        }) {
            for (var name : Contracts.samples(type)) {
                var reason = Contracts.sample(type, name).path("reason").asText();
                assertThat(texts.find(Language.ENGLISH, "code." + reason, Map.of()))
                        .as(type + " " + reason)
                        .isPresent();
            }
        }
    }
}
