package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Returned.Word;
import dev.bonafide.escrow.model.Step.Verdict;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.model.Step.Wrong;
import dev.bonafide.escrow.model.Story.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up a story from a seed, always the same one. Most steps make sense where they stand; some are said again, some come
 * too early or too late, some are nonsense, and before some the service falls over.
 */
final class Stories {
    private static final int STEPS_MIN = 10;
    private static final int STEPS_MAX = 24;

    private final Random random;
    private final Model model;
    private final MilestoneWords milestones;
    private final ReturnWords returns;
    final BankWords banks;
    private final AfterWords afterwards;
    final RulingWords rulings;
    final PoolWords pool;
    private final MeetingWords meeting;
    private final PartWords parts;
    private final List<Move> moves = new ArrayList<>();
    private int told;

    private Stories(Random random, Model model) {
        this.random = random;
        this.model = model;
        this.milestones = new MilestoneWords(random, model, this);
        this.returns = new ReturnWords(random, model, this);
        this.banks = new BankWords(random, model, this);
        this.rulings = new RulingWords(random, model, this);
        this.pool = new PoolWords(random, model, this);
        this.meeting = new MeetingWords(random, model, this);
        this.parts = new PartWords(random, model, this);
        this.afterwards = new AfterWords(random, model, this, milestones, returns);
    }

    static Story of(long seed) {
        var random = new Random(seed);
        // The first numbers of neighbouring seeds are alike.
        random.nextLong();
        var price = random.nextInt(8) == 0 ? 1 + random.nextInt(120) : 1 + random.nextInt(900_000);
        var milestones = milestones(random, price);
        var isWhole = milestones.isEmpty();
        var item = new Story.Item(
                price,
                isWhole && random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                milestones,
                isWhole && random.nextInt(6) == 0,
                isWhole && random.nextInt(3) == 0);
        var stories = new Stories(random, new Model(item));
        stories.write();
        return new Story(seed, item, stories.moves);
    }

    /** Every fourth order is delivered in two to four parts, each of at least one unit. */
    private static List<Long> milestones(Random random, long price) {
        var many = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 0;
        var prices = new ArrayList<Long>();
        var left = price;
        for (int i = many - 1; i >= 0 && many <= price; i--) {
            var one = i == 0 ? left : 1 + random.nextLong(left - i);
            prices.add(one);
            left -= one;
        }
        return prices;
    }

    private void write() {
        // What is delivered in parts takes longer.
        var length = STEPS_MIN + 3 * model.item.milestones().size() + random.nextInt(STEPS_MAX - STEPS_MIN + 1);
        var after = 9;
        while (moves.size() < length + (isHardlyOver() ? 12 : 0) && after > 0) {
            var step = next();
            moves.add(new Move(step, random.nextInt(10) == 0));
            model.take(step);
            if (model.isOver() && (!isHardlyOver() || random.nextInt(3) == 0)) {
                after--;
            }
        }
    }

    /** Who was paid out, or owes something, is not done with yet. */
    private boolean isHardlyOver() {
        return model.payouts() > 0 || model.purse.earned.owed() > 0;
    }

    private Step next() {
        var chance = random.nextInt(100);
        if (chance < 9 && !moves.isEmpty()) {
            return moves.get(random.nextInt(moves.size())).step();
        }
        if (chance < 20) {
            var step = anything();
            // Most stories should come further than their first page.
            return endsAtOnce(step) && random.nextInt(8) > 0 ? new Step.Pass(0) : step;
        }
        if (chance < 23 && model.payments() > 0 || banks.isAwaited() && chance < 30) {
            return banks.next();
        }
        if (model.stillToPay() > 0 && random.nextInt(model.isOver() || model.isPaying() ? 2 : 4) == 0) {
            return parts.next();
        }
        if (model.decrees.isAnySettled() && random.nextInt(model.isOver() ? 4 : 8) == 0) {
            return rulings.again();
        }
        if (pool.isAtHand()) {
            return pool.next();
        }
        return switch (model.stage) {
            case "PLACED" -> opening();
            case "AWAITING_PAYMENT" -> paying();
            case "FUNDED" -> model.item.meets() ? meeting.next() : sending();
            case "SHIPPED" -> travelling();
            case "INSPECTION" -> looking();
            case "RETURNING" -> returns.next();
            case "IN_MILESTONES" -> milestones.next();
            case "DISPUTED" -> disputed();
            default -> afterwards.next();
        };
    }

    private boolean endsAtOnce(Step step) {
        return !model.stage.equals("INSPECTION")
                && !model.haveBegun()
                && (step instanceof Step.NotReserved
                        || step instanceof Step.Cancel
                        || (step instanceof Step.Judged judged && judged.verdict() == Verdict.BLOCK));
    }

    private Step opening() {
        return switch (random.nextInt(96)) {
            case 0 -> new Step.Judged(id(), Verdict.REVIEW);
            case 1 -> new Step.Judged(id(), Verdict.BLOCK);
            case 2 -> new Step.NotReserved(id());
            case 3 -> new Step.Cancel(anyone());
            case 4 -> new Step.Fire();
            case 5 -> new Step.Reserved(id(), false);
            default -> {
                if (!model.agreed && random.nextInt(2) == 0) {
                    yield new Step.Agree(random.nextInt(6) == 0 ? anyone() : Who.SELLER);
                }
                yield model.isReserved() || random.nextInt(4) == 0
                        ? new Step.Judged(id(), Verdict.ALLOW)
                        : new Step.Reserved(id(), true);
            }
        };
    }

    private Step paying() {
        if (model.payments() == 0 || (!model.isPaying() && random.nextInt(3) > 0)) {
            return random.nextInt(24) == 0 ? new Step.Fire() : parts.first();
        }
        var payment = random.nextInt(model.payments());
        return switch (random.nextInt(48)) {
            case 0, 1, 2 -> new Step.Declined(id(), payment);
            case 3 -> new Step.Paid(id(), payment, false);
            case 4 -> new Step.Fire();
            case 5 -> new Step.Cancel(anyone());
            case 6 -> new Step.Judged(id(), Verdict.BLOCK);
            default -> new Step.Paid(id(), payment, true);
        };
    }

    private Step sending() {
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3 -> new Step.Announced(id(), random.nextInt(2));
            case 4 -> new Step.Cancel(anyone());
            case 5 -> new Step.Cancel(Who.BUYER);
            case 6 -> random.nextBoolean() ? new Step.Fire() : new Step.Pass(49);
            case 7 -> new Step.Pass(1 + random.nextInt(3));
            case 8 -> new Step.Revoked(id(), 0, 3);
            case 9, 10, 11, 12, 13 -> delivered();
            default -> new Step.Dispatched(id(), 0, 2);
        };
    }

    private Step travelling() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> opened();
            case 3 -> random.nextBoolean() ? new Step.Revoked(id(), 0, revision()) : insured();
            case 4 -> random.nextBoolean() ? new Step.Fire() : returns.anything();
            case 5 -> new Step.Dispatched(id(), random.nextInt(2), 2);
            case 6 -> new Step.Pass(24);
            default -> delivered();
        };
    }

    private Step looking() {
        return switch (random.nextInt(33)) {
            case 28, 29, 30, 31 -> returns.told(Word.ACCEPTED);
            case 32 -> returns.anything();
            case 0, 1 -> new Step.Accept(Who.BUYER);
            case 24, 25, 26, 27 -> new Step.Fire();
            case 2, 3, 4, 5, 6, 7 -> opened();
            case 8, 9, 10 -> new Step.Fire();
            case 11, 12, 13, 14 -> new Step.Offer(random.nextBoolean() ? Who.BUYER : Who.SELLER, percent());
            case 15, 16, 17 -> new Step.Answer(anyone(), random.nextInt(2), random.nextInt(4) > 0);
            case 18, 19 -> new Step.Extend(anyone());
            case 20 -> random.nextBoolean() ? new Step.Revoked(id(), 0, revision()) : insured();
            case 21 -> new Step.Pass(24 * (1 + random.nextInt(8)));
            default -> new Step.Accept(anyone());
        };
    }

    Step disputed() {
        if (random.nextInt(3) == 0 && (model.place().equals("RETURNING") || random.nextInt(8) == 0)) {
            return returns.anything();
        }
        var about = model.waitsForABank() ? random.nextInt(2) : model.dispute();
        about += random.nextInt(8) == 0 ? 1 : 0;
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new Step.Resume(about);
            case 3, 4, 5 -> new Step.Split(about, random.nextInt(2), percent(), percent());
            case 6 -> model.item.meets() ? meeting.anything() : delivered();
            case 7 -> new Step.Revoked(id(), 0, revision());
            case 8 -> random.nextBoolean() ? new Step.Accept(Who.BUYER) : insured();
            case 9 -> opened();
            case 10 -> random.nextBoolean() ? new Step.Pass(24 * 10) : new Step.Fire();
            case 11 -> new Step.Early(Bell.AUTO_CONFIRM);
            case 12 -> pool.next();
            default -> rulings.next(about);
        };
    }

    Step anything() {
        return switch (random.nextInt(36)) {
            case 35 -> parts.anything();
            case 34 -> meeting.anything();
            case 32 -> pool.next();
            case 33 -> rulings.sold();
            case 30, 31 -> returns.anything();
            case 0 -> new Step.Reserved(id(), random.nextInt(4) > 0);
            case 1 -> new Step.NotReserved(id());
            case 2 -> new Step.Judged(id(), Verdict.values()[random.nextInt(3)]);
            case 3 -> new Step.Announced(id(), random.nextInt(2));
            case 4 -> new Step.Dispatched(id(), random.nextInt(2), random.nextInt(4));
            case 5 -> new Step.Delivered(id(), random.nextInt(2), random.nextInt(6), random.nextInt(400));
            case 6 -> new Step.Revoked(id(), random.nextInt(2), random.nextInt(6));
            case 7 -> new Step.Opened(id(), random.nextInt(2), wrong(), random.nextInt(300));
            case 8 -> rulings.next(random.nextInt(2));
            case 9 -> new Step.Paid(id(), random.nextInt(2), random.nextInt(4) > 0);
            case 10 -> new Step.Declined(id(), random.nextInt(2));
            case 11 -> new Step.GivenBack(id(), random.nextInt(2));
            case 12 -> new Step.NotGivenBack(id(), random.nextInt(2));
            case 13 -> new Step.Pay(anyone());
            case 14 -> new Step.Cancel(anyone());
            case 15 -> new Step.Accept(anyone());
            case 16 -> new Step.Extend(anyone());
            case 17 -> new Step.Offer(anyone(), percent());
            case 18 -> new Step.Resume(random.nextInt(2));
            case 19 -> new Step.Split(random.nextInt(2), random.nextInt(2), percent(), percent());
            case 20 -> new Step.Agree(anyone());
            case 21 -> new Step.Deliver(anyone(), milestones.one());
            case 22 -> new Step.AcceptOne(anyone(), milestones.one());
            case 23 -> new Step.EarlyOne(milestones.one());
            case 24 -> new Step.PayOut(percent());
            case 25 -> new Step.PaidOut(id(), random.nextInt(2), random.nextInt(4) > 0);
            case 26 -> new Step.NotPaidOut(id(), random.nextInt(2));
            case 27 -> insured();
            case 28 -> milestones.disputed();
            default -> new Step.Early(Bell.values()[random.nextInt(Bell.values().length)]);
        };
    }

    Step delivered() {
        return new Step.Delivered(id(), random.nextInt(12) == 0 ? 1 : 0, revision(), random.nextInt(48));
    }

    Step opened() {
        return new Step.Opened(id(), random.nextInt(2), wrong(), random.nextInt(12));
    }

    /** Often all that the buyer has paid. */
    Step insured() {
        return new Step.Insured(id(), random.nextInt(2), random.nextBoolean() ? 130 : random.nextInt(110));
    }

    Wrong wrong() {
        return Wrong.values()[random.nextInt(Wrong.values().length)];
    }

    int revision() {
        return model.revision() + random.nextInt(3);
    }

    int percent() {
        return random.nextInt(8) == 0 ? 100 : random.nextInt(110);
    }

    Who anyone() {
        return switch (random.nextInt(8)) {
            case 0 -> Who.STRANGER;
            case 1, 2, 3 -> Who.SELLER;
            default -> Who.BUYER;
        };
    }

    int id() {
        return told++;
    }
}
