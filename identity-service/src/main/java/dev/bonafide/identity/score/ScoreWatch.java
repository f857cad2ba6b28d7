package dev.bonafide.identity.score;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the day on which a score will be worth telling again although nothing happens. */
public final class ScoreWatch {

    private static final int[] LINES = {550, 600, 650, 700, 750};
    private static final int DRIFT = 5;
    /** The only factor that moves by itself has given all but a point of its 25 by then. */
    private static final int HORIZON_DAYS = 20 * 365;

    private ScoreWatch() {}

    /**
     * The first day after the given one on which the score crosses one of the lines rights and badges hang on, or has
     * moved by {@value #DRIFT} points; nothing if it never will.
     */
    public static Optional<LocalDate> nextDayWorthTelling(ScoreInput input, LocalDate today) {
        // Looking ahead asks for the score of thousands of days, so the facts are added up once.
        ScoreInput settled = input.addedUp(today);
        int now = ScoreModel.score(settled, today).value();
        return Stream.iterate(today.plusDays(1), day -> day.plusDays(1))
                .limit(HORIZON_DAYS)
                .filter(day ->
                        isWorthTelling(now, ScoreModel.score(settled, day).value()))
                .findFirst();
    }

    private static boolean isWorthTelling(int before, int after) {
        return Math.abs(after - before) >= DRIFT || IntStream.of(LINES).anyMatch(line -> before < line != after < line);
    }
}
