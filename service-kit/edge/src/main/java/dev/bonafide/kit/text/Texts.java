package dev.bonafide.kit.text;

import dev.bonafide.kit.money.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a service in both languages, read from {@code texts/<bundle>_en.properties} and {@code _zh.properties}
 * (UTF-8). In a text {@code {name}} stands for the argument of that name; money, numbers and lists are written as the
 * language writes them. Immutable.
 */
public final class Texts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    private final Map<Language, Map<String, String>> texts;

    private Texts(Map<Language, Map<String, String>> texts) {
        this.texts = texts;
    }

    /** Reads bundles by name, such as {@code kit} and {@code escrow}; a later one wins over an earlier one. */
    public static Texts of(String... bundles) {
        Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Map<String, String> inLanguage = new HashMap<>();
            for (String bundle : bundles) {
                inLanguage.putAll(read("texts/" + bundle + "_" + language.suffix() + ".properties"));
            }
            texts.put(language, Map.copyOf(inLanguage));
        }
        return new Texts(texts);
    }

    /** The text of that key without arguments, or the key itself where no bundle has it. */
    public String say(Language language, String key) {
        return say(language, key, Map.of());
    }

    /** The text of that key with its arguments filled in, or the key itself where no bundle has it. */
    public String say(Language language, String key, Map<String, ?> arguments) {
        return find(language, key, arguments).orElse(key);
    }

    /** The text of that key with its arguments filled in, if a bundle has it. A name without argument stays as it is. */
    public Optional<String> find(Language language, String key, Map<String, ?> arguments) {
        return Optional.ofNullable(inLanguage(language).get(key))
                .map(text -> PLACEHOLDER
                        .matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                written(language, arguments.get(match.group(1)), match.group()))));
    }

    /**
     * What is not the same in both languages: a key that only one has ({@code zh: problem.X.title}), or one whose texts
     * name different arguments. Empty when all is well; every service tests that.
     */
    public Set<String> missingKeys() {
        Set<String> keys = texts.values().stream()
                .flatMap(inLanguage -> inLanguage.keySet().stream())
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (String key : keys) {
            for (Language language : Language.values()) {
                if (!inLanguage(language).containsKey(key)) {
                    missing.add(language.suffix() + ": " + key);
                }
            }
            Set<Set<String>> named = texts.values().stream()
                    .filter(inLanguage -> inLanguage.containsKey(key))
                    .map(inLanguage -> placeholders(inLanguage.getOrDefault(key, "")))
                    .collect(Collectors.toSet());
            if (named.size() > 1) {
                missing.add("arguments differ: " + key);
            }
        }
        return missing;
    }

    private Map<String, String> inLanguage(Language language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static String written(Language language, @Nullable Object argument, String otherwise) {
        return switch (argument) {
            case null -> otherwise;
            case Money money -> money(language, money);
            case Collection<?> many when many.isEmpty() -> language == Language.CHINESE ? "无" : "nothing";
            case Collection<?> many ->
                many.stream()
                        .map(one -> written(language, one, "–"))
                        .collect(Collectors.joining(language == Language.CHINESE ? "、" : ", "));
            default -> argument.toString();
        };
    }

    private static String money(Language language, Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amountMinor(), digits));
    }

    private static Map<String, String> read(String resource) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(Texts.class::getClassLoader);
        Map<String, String> read = new HashMap<>();
        try {
            for (var url : Collections.list(loader.getResources(resource))) {
                Properties properties = new Properties();
                try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + resource, unreadable);
        }
        return read;
    }
}
