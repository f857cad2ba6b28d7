package dev.bonafide.escrow.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must hold of every order, first by itself and then as the model expects it. */
final class Invariants {
    private Invariants() {}

    /** What is wrong with an order after a step; null if nothing is. */
    static @Nullable String broken(Run run) {
        var sight = run.sight;
        var model = run.model;
        var wrong = new ArrayList<String>();
        if (sight.held() < 0 || sight.onItsWayBack() < 0 || sight.earned() < 0 || sight.inTransit() < 0) {
            wrong.add("a balance is below zero: " + sight);
        }
        if (!Model.isEnd(sight.stage())
                && sight.bells().keySet().stream()
                        .noneMatch(kind -> kind.startsWith("order.")
                                || kind.startsWith("milestone.auto-confirm")
                                || kind.startsWith("milestone.freeze-age"))) {
            wrong.add("waits for ever at " + sight.stage());
        }
        differs(wrong, "stage", model.stage, sight.stage());
        differs(wrong, "held", model.purse.held, sight.held());
        differs(wrong, "on its way back", model.purse.onItsWayBack, sight.onItsWayBack());
        differs(wrong, "the seller's", model.purse.earned.left(), sight.earned());
        differs(wrong, "on its way to the bank", model.purse.earned.inTransit(), sight.inTransit());
        differs(wrong, "owed by the seller", model.purse.earned.owed(), sight.owed());
        differs(wrong, "pulled back", model.purse.pulledBack, sight.pulledBack());
        differs(wrong, "still to be paid", model.stillToPay(), sight.stillToPay());
        differs(wrong, "parked", model.parked, sight.parked());
        differs(wrong, "deadlines", model.timers, due(sight));
        return wrong.isEmpty() ? null : String.join("; ", wrong);
    }

    /** What is wrong with an order that has come to its end; null if nothing is. */
    static @Nullable String brokenAtTheEnd(Run run, Looking.Remains remains) {
        var wrong = new ArrayList<String>();
        var purse = run.model.purse;
        var sums = remains.sums();
        if (!Model.isEnd(run.sight.stage())) {
            wrong.add("has not ended: " + run.sight.stage());
        }
        var debits = sum(sums, "DEBIT");
        differs(wrong, "debits and credits", debits, sum(sums, "CREDIT"));
        var held = sums.getOrDefault("ESCROW_LIABILITY CREDIT", 0L);
        var gone = sums.getOrDefault("ESCROW_LIABILITY DEBIT", 0L);
        if (gone > held) {
            wrong.add("gave " + gone + " and held " + held);
        }
        differs(wrong, "ever held", purse.everHeld, held);
        differs(wrong, "refunds and releases together", purse.everGone, gone);
        var earned = purse.earned.left();
        differs(wrong, "what is the seller's", earned, net(sums, "SELLER_PAYABLE"));
        differs(wrong, "what the seller owes", purse.earned.owed(), -net(sums, "SELLER_RECEIVABLE"));
        differs(wrong, "on its way to the bank", 0L, net(sums, "PAYOUT_IN_TRANSIT"));
        differs(wrong, "what is kept of it", 0L, net(sums, "SELLER_RESERVE"));
        differs(wrong, "paid by nobody", 0L, net(sums, "INSTALMENT_PROVIDER"));
        differs(wrong, "pulled back", 0L, net(sums, "CHARGEBACK_SUSPENSE"));
        differs(wrong, "fees", purse.fees, net(sums, "PLATFORM_REVENUE"));
        differs(wrong, "the partner's", purse.partner, net(sums, "WARRANTY"));
        differs(wrong, "paid by the insurer", purse.insured, -net(sums, "INSURANCE"));
        var owedToThePool = purse.earned.owedToThePool();
        differs(wrong, "out of the pool", owedToThePool, -net(sums, "COMPENSATION_POOL"));
        differs(wrong, "what the pool is owed", owedToThePool, net(sums, "POOL_CLAIM"));
        differs(wrong, "borne by the platform", purse.expense, -net(sums, "PLATFORM_EXPENSE"));
        differs(wrong, "on its way back", 0L, net(sums, "BUYER_REFUND"));
        differs(
                wrong,
                "left at the provider",
                earned + purse.fees + purse.partner - purse.expense - purse.insured - purse.earned.owed(),
                -net(sums, "PROVIDER_CLEARING"));
        var said = new TreeMap<String, Integer>();
        run.model.said.forEach((event, _) -> said.put(event, remains.said().getOrDefault(event, 0)));
        differs(wrong, "said", run.model.said, said);
        differs(
                wrong,
                "advances",
                run.model.advancesKept(),
                remains.advances().stream().sorted().toList());
        ends(wrong, remains);
        return wrong.isEmpty() ? null : String.join("; ", wrong);
    }

    /** One end at most, which stays unless silence was taken for consent, and a history without a gap. */
    private static void ends(List<String> wrong, Looking.Remains remains) {
        var at = "";
        for (var step : remains.history()) {
            var from = step.substring(0, step.indexOf('>'));
            var stays = !Model.isEnd(from) || step.endsWith(">" + from) || step.equals("RELEASED>DISPUTED");
            if (!from.equals(at) || !stays) {
                wrong.add("history: " + remains.history());
                return;
            }
            at = step.substring(step.indexOf('>') + 1);
        }
    }

    private static Map<String, Instant> due(Sight sight) {
        var due = new TreeMap<String, Instant>();
        sight.bells().forEach((kind, bell) -> due.put(kind, bell.dueAt()));
        return due;
    }

    private static long net(Map<String, Long> sums, String kind) {
        return sums.getOrDefault(kind + " CREDIT", 0L) - sums.getOrDefault(kind + " DEBIT", 0L);
    }

    private static long sum(Map<String, Long> sums, String side) {
        return sums.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(side))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void differs(List<String> wrong, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add(what + ": " + found + " (expected: " + expected + ")");
        }
    }
}
