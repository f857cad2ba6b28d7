package dev.bonafide.listing.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.config.ListingConfig;
import dev.bonafide.listing.config.SerialSeal;
import dev.bonafide.listing.listing.Content;
import dev.bonafide.listing.listing.Item;
import dev.bonafide.listing.listing.SealedSerial;
import dev.bonafide.listing.template.Template;
import dev.bonafide.listing.template.TemplateCheck;
import dev.bonafide.listing.template.Templates;
import dev.bonafide.listing.template.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what a seller wrote, all of it at once, and makes content of it. */
@ApplicationScoped
class Drafting {
    static final int TITLE_MAX = 200;
    static final int DESCRIPTION_MAX = 10_000;

    private final Templates templates;
    private final SerialSeal seal;
    private final ListingConfig config;

    Drafting(Templates templates, SerialSeal seal, ListingConfig config) {
        this.templates = templates;
        this.seal = seal;
        this.config = config;
    }

    /** Content that keeps to the template, or everything that is wrong with it. */
    sealed interface Draft {
        record Sound(Content content, Optional<SealedSerial> serial, boolean identityChanged) implements Draft {}

        record Faulty(List<Violation> violations) implements Draft {}
    }

    /** A new listing's item, or everything that is wrong with the wish. */
    sealed interface NewItem {
        record Sound(Item item) implements NewItem {}

        record Faulty(List<Violation> violations) implements NewItem {}
    }

    NewItem create(UUID id, UUID sellerId, Wish wish, Instant now) {
        List<Violation> violations = new ArrayList<>();
        Template template = template(wish.category(), violations);
        checkTexts(wish.title(), wish.description(), violations);
        Money price = wish.price();
        violations.addAll(priceViolations(price));
        ObjectNode fields = wish.fields() == null ? JsonNodeFactory.instance.objectNode() : wish.fields();
        if (template != null) {
            violations.addAll(TemplateCheck.violations(template, fields, today(now)));
        }
        if (template == null || price == null || !violations.isEmpty()) {
            return new NewItem.Faulty(violations);
        }
        Content content = content(template, wish.title(), wish.description(), fields);
        return new NewItem.Sound(new Item(id, sellerId, 1, content, serial(template, fields), price, List.of()));
    }

    /** The item with the wish laid over it: absent parts stay, a field that is null goes. */
    Draft edit(Item item, Wish wish, Instant now) {
        List<Violation> violations = new ArrayList<>();
        Content before = item.content();
        Template template = templates.pinned(before.category(), before.templateVersion());
        String title = wish.title() == null ? before.title() : wish.title();
        String description = wish.description() == null ? before.description() : wish.description();
        checkTexts(title, description, violations);
        ObjectNode fields = before.fields().deepCopy();
        if (wish.fields() != null) {
            wish.fields().properties().forEach(field -> {
                if (field.getValue().isNull()) {
                    fields.remove(field.getKey());
                } else {
                    fields.set(field.getKey(), field.getValue());
                }
            });
        }
        boolean newSerial =
                template.serial().map(rule -> fields.has(rule.field())).orElse(false);
        violations.addAll(checked(template, fields, item.serial().isPresent() && !newSerial, now));
        if (!violations.isEmpty()) {
            return new Draft.Faulty(violations);
        }
        Content content = content(template, title, description, fields);
        Optional<SealedSerial> serial = newSerial ? serial(template, fields) : item.serial();
        boolean identityChanged = !serial.equals(item.serial())
                || template.identity().stream()
                        .anyMatch(field -> !content.fields()
                                .path(field)
                                .equals(before.fields().path(field)));
        return new Draft.Sound(content, serial, identityChanged);
    }

    /** What is wrong with a stored item today; its sealed serial number was checked when it was given. */
    List<Violation> violations(Item item, Instant now) {
        Content content = item.content();
        Template template = templates.pinned(content.category(), content.templateVersion());
        return checked(template, content.fields(), item.serial().isPresent(), now);
    }

    /** What is wrong with a price. */
    List<Violation> priceViolations(@Nullable Money price) {
        if (price == null) {
            return List.of(Violation.of("/price", "REQUIRED"));
        }
        if (!price.currency().getCurrencyCode().equals(config.currency())) {
            return List.of(
                    new Violation("/price/currency", "CURRENCY_NOT_TAKEN", Map.of("currency", config.currency())));
        }
        if (price.isZero() || price.amountMinor() > config.priceMaxMinor()) {
            return List.of(new Violation(
                    "/price/amountMinor", "OUT_OF_RANGE", Map.of("min", 1, "max", config.priceMaxMinor())));
        }
        return List.of();
    }

    private List<Violation> checked(Template template, ObjectNode fields, boolean serialKept, Instant now) {
        String serial = template.serial().map(rule -> "/fields/" + rule.field()).orElse("");
        return TemplateCheck.violations(template, fields, today(now)).stream()
                .filter(violation -> !(serialKept
                        && violation.pointer().equals(serial)
                        && violation.code().equals("REQUIRED")))
                .toList();
    }

    private @Nullable Template template(@Nullable String category, List<Violation> violations) {
        if (category == null) {
            violations.add(Violation.of("/category", "REQUIRED"));
            return null;
        }
        Optional<Template> template = templates.current(category);
        if (template.isEmpty()) {
            violations.add(new Violation(
                    "/category",
                    "NOT_ALLOWED",
                    Map.of(
                            "allowed",
                            templates.current().stream().map(Template::category).toList())));
        }
        return template.orElse(null);
    }

    private static void checkTexts(@Nullable String title, @Nullable String description, List<Violation> violations) {
        checkText("/title", title, TITLE_MAX, violations);
        checkText("/description", description, DESCRIPTION_MAX, violations);
    }

    private static void checkText(String pointer, @Nullable String text, int max, List<Violation> violations) {
        if (text == null || text.isBlank()) {
            violations.add(Violation.of(pointer, "REQUIRED"));
        } else if (text.strip().length() > max) {
            violations.add(new Violation(pointer, "TOO_LONG", Map.of("max", max)));
        } else if (!TemplateCheck.isPlain(text)) {
            violations.add(Violation.of(pointer, "INVALID_FORMAT"));
        }
    }

    private static Content content(
            Template template, @Nullable String title, @Nullable String description, ObjectNode fields) {
        return new Content(
                template.category(),
                template.version(),
                title == null ? "" : title.strip(),
                description == null ? "" : description.strip(),
                TemplateCheck.withoutSerial(template, fields));
    }

    private Optional<SealedSerial> serial(Template template, ObjectNode fields) {
        return template.serial()
                .flatMap(rule -> rule.normalised(fields.path(rule.field()).asText()))
                .map(seal::seal);
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, config.zone());
    }
}
