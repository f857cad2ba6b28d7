package dev.bonafide.community.tip;

import dev.bonafide.community.tip.Tip.Severity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tips shown beside a listing, the most severe first and at most two, because nobody reads a third. */
public final class ViewTips {
    /** Scores below this one are warned of; the score itself is not. */
    public static final int SCORE_LOW = 600;

    private static final int SHOWN_MAX = 2;
    private static final int NEW_SELLER_DAYS = 30;
    private static final int NEW_SELLER_SALES = 3;

    private ViewTips() {}

    /** Tips about the seller on the given day. */
    public static List<Tip> of(SellerFacts seller, LocalDate today) {
        return Stream.of(scoreLow(seller), phoneOnly(seller), newSeller(seller, today))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Tip::severity).reversed())
                .limit(SHOWN_MAX)
                .toList();
    }

    private static Optional<Tip> scoreLow(SellerFacts seller) {
        return seller.score() < SCORE_LOW
                ? Optional.of(new Tip(
                        "SELLER_SCORE_LOW", Severity.WARNING, Map.of("score", seller.score(), "limit", SCORE_LOW)))
                : Optional.empty();
    }

    private static Optional<Tip> phoneOnly(SellerFacts seller) {
        return seller.level() <= 1
                ? Optional.of(new Tip("SELLER_PHONE_ONLY", Severity.CAUTION, Map.of("level", "L" + seller.level())))
                : Optional.empty();
    }

    private static Optional<Tip> newSeller(SellerFacts seller, LocalDate today) {
        long days = ChronoUnit.DAYS.between(seller.memberSince(), today);
        return days < NEW_SELLER_DAYS && seller.completedSales() < NEW_SELLER_SALES
                ? Optional.of(new Tip(
                        "SELLER_NEW",
                        Severity.INFO,
                        Map.of("memberDays", days, "completedSales", seller.completedSales())))
                : Optional.empty();
    }
}
