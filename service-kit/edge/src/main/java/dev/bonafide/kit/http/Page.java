package dev.bonafide.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list, and where it goes on.
 *
 * @param items in the order of the list
 * @param nextCursor what to send as {@code cursor} for the following items; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Items per page when the client does not say. */
    public static final int LIMIT_DEFAULT = 20;

    /** The most items on a page. */
    public static final int LIMIT_MAX = 100;

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page from what the store found when asked for one item more than the limit: the surplus one is not shown, it only
     * says that there is more.
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.getLast()).encoded());
    }

    /** The limit asked for, or the default; outside of 1 to {@value #LIMIT_MAX} it is brought to the nearest end. */
    public static int limit(@Nullable Integer asked) {
        return asked == null ? LIMIT_DEFAULT : Math.clamp(asked, 1, LIMIT_MAX);
    }

    /** The same page with each item shown another way. */
    public <U> Page<U> map(Function<? super T, ? extends U> shown) {
        return new Page<>(items.stream().<U>map(shown).toList(), nextCursor);
    }
}
