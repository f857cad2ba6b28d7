package dev.bonafide.identity.score;

import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.identity.verification.Kind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The model {@value #VERSION}: points per factor in exact integers, each factor rounded once, the score their sum. The same
 * facts on the same day give the same score on every machine.
 */
public final class ScoreModel {

    /** The version every answer names. */
    public static final String VERSION = "v1";

    private static final int BASE = 600;
    private static final int PHONE = 10;
    private static final int REAL_NAME = 45;
    private static final int TENURE_MAX = 25;
    private static final int TENURE_HALF_DAYS = 365;
    private static final int SALES_MAX = 60;
    private static final int SALES_HALF = 20;
    private static final int PURCHASES_MAX = 20;
    private static final int PURCHASES_HALF = 10;
    private static final int SNAD_PER_RATE = 800;
    private static final int SNAD_CAP = 160;
    private static final long MICROS = 1_000_000;

    private ScoreModel() {}

    /** The score on that day, of the facts up to and including it. */
    public static Score score(ScoreInput input, LocalDate day) {
        long sales = input.weightMicros(EvidenceKind.SALE, day);
        long purchases = input.weightMicros(EvidenceKind.PURCHASE, day);
        long faults = input.weightMicros(EvidenceKind.SNAD, day);

        List<Factor> factors = new ArrayList<>();
        factors.add(new Factor(FactorName.BASE, BASE));
        add(factors, FactorName.PHONE, input.verified().containsKey(Kind.PHONE) ? PHONE : 0);
        add(factors, FactorName.REAL_NAME, input.verified().containsKey(Kind.REAL_NAME) ? REAL_NAME : 0);
        add(factors, FactorName.TENURE, tenure(input, day));
        add(factors, FactorName.SALES, saturating(SALES_MAX, sales, SALES_HALF));
        add(factors, FactorName.PURCHASES, saturating(PURCHASES_MAX, purchases, PURCHASES_HALF));
        add(factors, FactorName.SNAD, -fault(faults, sales));

        int sum = factors.stream().mapToInt(Factor::points).sum();
        int capped = Math.min(sum, input.level().scoreMax());
        add(factors, FactorName.CAP, capped - sum);
        int value = Math.max(capped, Score.MIN);
        add(factors, FactorName.FLOOR, value - capped);
        return new Score(value, VERSION, factors);
    }

    private static void add(List<Factor> factors, FactorName name, int points) {
        if (points != 0) {
            factors.add(new Factor(name, points));
        }
    }

    private static int tenure(ScoreInput input, LocalDate day) {
        LocalDate since = input.verified().get(Kind.PHONE);
        if (since == null || !since.isBefore(day)) {
            return 0;
        }
        long days = ChronoUnit.DAYS.between(since, day);
        return Ratio.roundedHalfAwayFromZero(TENURE_MAX * days, days + TENURE_HALF_DAYS);
    }

    private static int saturating(int most, long weightMicros, int half) {
        return Ratio.roundedHalfAwayFromZero(most * weightMicros, weightMicros + half * MICROS);
    }

    /** A rate with shrinkage: the same fault weighs most on somebody who has hardly sold anything, and never nothing. */
    private static int fault(long faults, long sales) {
        if (faults <= 0) {
            return 0;
        }
        int points = Ratio.roundedHalfAwayFromZero(SNAD_PER_RATE * faults, sales + SALES_HALF * MICROS);
        return Math.clamp(points, 1, SNAD_CAP);
    }
}
