package dev.bonafide.community.notice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/** Turns a template and its facts into words of one language. */
public final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Title and text in one language. */
    public record Words(String title, String text) {}

    private final Texts texts;
    private final ZoneId zone;

    /**
     * Words from the given texts; times are written as the clocks of the marketplace's zone show them.
     */
    public Wording(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** The words of a notice; the facts are as they were stored, an object of JSON. */
    public Words of(Language language, Template template, JsonNode facts) {
        var arguments = arguments(language, facts);
        return new Words(
                texts.say(language, "notice." + template + ".title", arguments),
                texts.say(language, "notice." + template + ".text", arguments));
    }

    /** The text of a tip. */
    public String tip(Language language, String id, Map<String, ?> data) {
        return texts.say(language, "tip." + id, data);
    }

    private Map<String, Object> arguments(Language language, JsonNode facts) {
        var arguments = new TreeMap<String, Object>();
        facts.properties().forEach(fact -> arguments.put(fact.getKey(), argument(language, fact.getValue())));
        return arguments;
    }

    private Object argument(Language language, JsonNode fact) {
        if (fact.has("amountMinor")) {
            return new Money(
                    fact.path("amountMinor").asLong(),
                    Currency.getInstance(fact.path("currency").asText()));
        }
        if (fact.isArray()) {
            var all = new ArrayList<Object>();
            fact.forEach(one -> all.add(argument(language, one)));
            return all;
        }
        var text = fact.asText();
        return isInstant(text) ? TIME.format(Instant.parse(text).atZone(zone)) : word(language, text);
    }

    private static boolean isInstant(String text) {
        return text.length() >= 20 && text.endsWith("Z") && text.charAt(10) == 'T';
    }

    /** Codes such as {@code UNPAID} are said as words where there are words for them. */
    private Object word(Language language, String code) {
        return texts.find(language, "code." + code, Map.of()).orElse(code);
    }
}
