package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.model.Step.Verdict;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.order.OrderCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a step happen to a real order: through the doors that people, services, providers and time come in by. */
@ApplicationScoped
class Acting {
    private final Committing committing;
    private final Inlet inlet;
    private final Messages messages;
    private final Trading trading;
    private final Cashing cashing;
    private final Financing financing;
    private final Meetings meeting;
    private final Ringing ringing;
    private final Pool pool;
    private final Finance finance;

    private boolean withoutInbox;

    Acting(
            Committing committing,
            Inlet inlet,
            Messages messages,
            Trading trading,
            Cashing cashing,
            Financing financing,
            Meetings meeting,
            Ringing ringing,
            Pool pool,
            Finance finance) {
        this.committing = committing;
        this.inlet = inlet;
        this.messages = messages;
        this.trading = trading;
        this.cashing = cashing;
        this.financing = financing;
        this.meeting = meeting;
        this.ringing = ringing;
        this.pool = pool;
        this.finance = finance;
    }

    /** A mutant: from now on, or no longer, events have their effect as often as they come. */
    void withoutInbox(boolean without) {
        withoutInbox = without;
    }

    /** Places the order that the story is about. */
    void place(Run run) {
        cashing.openAnAccount(run);
        if (run.story.item().inParts()) {
            financing.trust(run);
        }
        trading.place(run);
    }

    /** Lets the step happen at the model's time; how it was answered, or null if nobody was there to hear an answer. */
    @Nullable
    Answer act(Run run, Story.Move move) {
        var crashes = move.crashes();
        committing.setTheTime(run);
        return switch (move.step()) {
            case Step.Event told -> {
                tell(run, told, crashes);
                yield null;
            }
            case Step.Word told -> cashing.hear(run, told, crashes);
            case Step.Pay s -> cashing.pay(run, s.by(), crashes);
            case Step.Propose s -> financing.propose(run, s, crashes);
            case Step.PayNext s -> financing.payNext(run, s, crashes);
            case Step.PayOut s -> cashing.payOut(run, run.story.item().price() * s.percent() / 100, crashes);
            case Step.WriteOffAsked s -> finance.ask(run, s, crashes);
            case Step.WriteOffDecided s -> finance.decide(run, s, crashes);
            case Step.TriedAgain s -> finance.tryAgain(run, s, crashes);
            case Step.Voided s -> pool.voided(run, s, crashes);
            case Step.PoolStopped s -> pool.stop(run, s.stops(), crashes);
            case Step.PoolFilled s -> pool.fill(run, s.amount(run.story.item().price()), crashes);
            case Step.Cancel s -> command(run, new OrderCommand.Cancel(Trading.who(run, s.by())), crashes);
            case Step.Accept s -> command(run, new OrderCommand.Accept(Trading.who(run, s.by())), crashes);
            case Step.Extend s -> command(run, new OrderCommand.ExtendInspection(Trading.who(run, s.by())), crashes);
            case Step.Agree s -> command(run, new OrderCommand.Agree(Trading.who(run, s.by())), crashes);
            case Step.AcceptOne s ->
                command(run, new OrderCommand.AcceptMilestone(Trading.who(run, s.by()), s.milestone() + 1), crashes);
            case Step.Resume s -> command(run, new OrderCommand.Resume(run.dispute(s.dispute())), crashes);
            case Step.IssueCode s -> meeting.issue(run, s, crashes);
            case Step.GiveCode s -> meeting.give(run, s, crashes);
            case Step.GiveToken s -> meeting.give(run, s, crashes);
            case Step.Deliver s -> trading.deliver(run, s, crashes);
            case Step.Split s -> trading.split(run, s, crashes);
            case Step.Offer s -> trading.offer(run, s, crashes);
            case Step.Answer s -> trading.answer(run, s, crashes);
            case Step.Sold s -> {
                sell(run, s.price(run.story.item().price()));
                yield null;
            }
            case Step.Pass _, Step.PoolDrained _ -> null;
            case Step.Fire _ -> {
                ringing.next(run, crashes);
                yield null;
            }
            case Step.Early s -> {
                ringing.outOfTurn(run, s.bell().kind, run.order, crashes);
                yield null;
            }
            case Step.EarlyOne s -> {
                ringing.outOfTurn(run, "milestone.auto-confirm", run.id("milestone", s.milestone()), crashes);
                yield null;
            }
        };
    }

    /** The story is told. */
    void forget(Run run) {
        committing.forget(run);
    }

    /** A deadline speaks that the table keeps. */
    void ring(Run run, Sight.Bell bell) {
        ringing.ring(run, bell, false);
    }

    private Answer command(Run run, OrderCommand command, boolean crashes) {
        return trading.command(run, command, crashes);
    }

    private void tell(Run run, Step.Event told, boolean crashes) {
        var message = messages.of(run, told);
        if (withoutInbox) {
            inlet.takeWithoutInbox(run.correlation(), message);
        } else {
            inlet.take(run.correlation(), message, crashes);
        }
        if (told instanceof Step.Ruled ruled) {
            ringing.moveTheMoney(run, run.id("ruling", ruled.ruling()));
        }
    }

    /** Another sale of the same seller, from the beginning to its end, in one moment. */
    private void sell(Run run, long price) {
        var sale = new Run(new Story(run.story.seed(), new Story.Item(price, false, false), List.of()), run.seller);
        sale.model.now = run.model.now;
        trading.place(sale);
        for (var step : List.of(
                new Step.Reserved(0, true),
                new Step.Judged(1, Verdict.ALLOW),
                new Step.Pay(Who.BUYER),
                new Step.Paid(2, 0, true),
                new Step.Delivered(3, 0, 2, 0),
                new Step.Accept(Who.BUYER))) {
            sale.model.take(step);
            sale.model.now = run.model.now;
            act(sale, new Story.Move(step, false));
        }
        forget(sale);
    }
}
