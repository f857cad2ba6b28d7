package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a buyer pays in parts, as near as possible equal and a month apart. The seller knows nothing of it. */
final class Plan {
    private static final ZoneId THERE = ZoneId.of("Asia/Shanghai");

    /** How far it is. */
    enum Stage {
        PROPOSED,
        /** The first part is paid. */
        OPEN,
        CLOSED,
        DROPPED
    }

    /** How far a part is. */
    enum State {
        SCHEDULED,
        ASKED,
        MISSED,
        OVERDUE,
        PAID,
        CANCELLED,
        WRITTEN_OFF
    }

    /** One of them, by its number from 0. */
    static final class Part {
        final Plan plan;
        final int number;
        final long amount;
        Instant dueAt;
        State state = State.SCHEDULED;
        long cancelled;
        /** The payment that it was asked for by last. */
        int payment = -1;

        int tries;
        /** Whether the buyer pays it themselves. */
        boolean byHand;

        @Nullable
        Instant retryAt;

        @Nullable
        Instant overdueSince;

        /** When one that is overdue is given up. */
        Instant giveUpAt = Instant.MAX;

        Part(Plan plan, int number, long amount, Instant dueAt) {
            this.plan = plan;
            this.number = number;
            this.amount = amount;
            this.dueAt = dueAt;
        }

        long open() {
            return amount - cancelled;
        }

        boolean isOwed() {
            return switch (state) {
                case SCHEDULED, ASKED, MISSED, OVERDUE -> true;
                case PAID, CANCELLED, WRITTEN_OFF -> false;
            };
        }

        /** What came of asking in vain is as it was: by hand, or when it was overdue anyway. */
        boolean isAsBefore() {
            return byHand || overdueSince != null;
        }

        /** Its plan has stood still for so many days. */
        void later(int days) {
            dueAt = dueAt.plus(Duration.ofDays(days));
            retryAt = retryAt == null ? null : retryAt.plus(Duration.ofDays(days));
        }

        void asBefore() {
            state = overdueSince != null ? State.OVERDUE : retryAt == null ? State.SCHEDULED : State.MISSED;
        }
    }

    final List<Part> parts = new ArrayList<>();
    Stage stage = Stage.PROPOSED;

    /** Since when it has stood still; null if it runs. */
    @Nullable
    Instant pausedSince;

    Plan(long total, int many, Instant now) {
        var first = now.atZone(THERE).toLocalDate();
        for (int i = 0; i < many; i++) {
            var dueAt = first.plusMonths(i)
                    .atTime(LocalTime.of(10, 0))
                    .atZone(THERE)
                    .toInstant();
            parts.add(new Part(this, i, total / many + (i < total % many ? 1 : 0), i == 0 ? now : dueAt));
        }
    }

    /** Whether there is one, to begin with or to its end. */
    boolean isRunning() {
        return stage == Stage.OPEN || stage == Stage.CLOSED;
    }

    long owed() {
        return parts.stream().filter(Part::isOwed).mapToLong(Part::open).sum();
    }

    /** The part that is owed longest; null if none is. */
    @Nullable
    Part next() {
        return parts.stream().filter(Part::isOwed).findFirst().orElse(null);
    }

    /** Takes off so much of what is owed, or was given up, the last part first; what it could take off. */
    long cut(long amount, boolean ofTheOwed) {
        var left = amount;
        for (var part : parts.reversed()) {
            var by = Math.min(left, part.open());
            if (by > 0 && (ofTheOwed ? part.isOwed() : part.state == State.WRITTEN_OFF)) {
                part.cancelled += by;
                left -= by;
                if (ofTheOwed && part.open() == 0) {
                    part.state = State.CANCELLED;
                }
            }
        }
        return amount - left;
    }
}
