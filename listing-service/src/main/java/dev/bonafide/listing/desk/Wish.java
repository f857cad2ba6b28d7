package dev.bonafide.listing.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a seller wants a listing to say, before anything of it was checked.
 *
 * @param fields the fields of the template, the serial number among them
 */
public record Wish(
        @Nullable String category,
        @Nullable String title,
        @Nullable String description,
        @Nullable ObjectNode fields,
        @Nullable Money price) {}
