package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.model.Step.Bell;
import dev.bonafide.escrow.model.Step.Verdict;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.model.Step.Wrong;
import dev.bonafide.escrow.model.Story.Move;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * E-4, E-5, AS-5: whoever is first ends an order, and everybody else is told. Setting: {@code bonafide.rounds}, how many
 * times the large race is run.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class RacesTest {
    private static final int ROUNDS = 20;
    private static final int AT_ONCE = 200;

    @Inject
    Acting acting;

    @Inject
    Looking looking;

    @Test
    @DisplayName("E-4, E-5: 200 releases and refunds of one order at once are one of them")
    void releasesAndRefundsOfOneOrder() throws Exception {
        for (int round = 0; round < Integer.getInteger("bonafide.rounds", ROUNDS); round++) {
            var run = inspected();
            tell(run, new Step.Offer(Who.SELLER, 40));
            var race = new ArrayList<Step>();
            for (int i = 0; i < AT_ONCE; i++) {
                race.add(i % 2 == 0 ? new Step.Accept(Who.BUYER) : new Step.Answer(Who.BUYER, 0, true));
            }

            var answers = race(run, race);

            assertThat(answers.stream().filter(answer -> answer == Answer.DONE)).hasSize(1);
            assertThat(answers).doesNotContainNull();
            theMoneyMovedOnce(run, Set.of("RELEASED", "PARTIALLY_REFUNDED"));
        }
    }

    @Test
    @DisplayName("D-1, AS-6: acceptance, a dispute and silence at once: one of them has it, and the money goes one way")
    void acceptanceADisputeAndSilence() throws Exception {
        var ends = new ArrayList<String>();
        for (int round = 0; round < Integer.getInteger("bonafide.rounds", ROUNDS); round++) {
            var run = inspected();
            // The deadline is there, and the dispute was opened the hour before.
            run.model.now = Objects.requireNonNull(run.model.timers.get(Bell.AUTO_CONFIRM.kind));
            var race = new ArrayList<Step>();
            for (int i = 0; i < 4; i++) {
                race.add(new Step.Accept(Who.BUYER));
                race.add(new Step.Opened(100 + i, 0, Wrong.INR, 1));
                race.add(new Step.Early(Bell.AUTO_CONFIRM));
            }

            race(run, race);

            looking.look(List.of(run));
            ends.add(run.sight.stage());
            if (run.sight.stage().equals("DISPUTED")) {
                assertThat(run.sight.held()).isEqualTo(run.model.purse.total());
                // Nothing but a ruling moves it now, and however often it is told, once.
                race(run, Collections.nCopies(8, new Step.Accept(Who.BUYER)));
                race(run, Collections.nCopies(8, new Step.Early(Bell.AUTO_CONFIRM)));
                var rulings = new ArrayList<Step>();
                for (int i = 0; i < 16; i++) {
                    rulings.add(new Step.Ruled(200 + i, 0, 0, i % 2 == 0));
                }
                race(run, rulings);
            }
            theMoneyMovedOnce(run, Set.of("RELEASED", "REFUNDED"));
        }
        assertThat(ends).isSubsetOf("RELEASED", "DISPUTED");
    }

    @Test
    @DisplayName("E-3: the payment and the end of its time at once: held, or on its way back, and never neither")
    void aPaymentInTheLastMoment() throws Exception {
        for (int round = 0; round < Integer.getInteger("bonafide.rounds", ROUNDS); round++) {
            var run = payable();
            run.model.now = Objects.requireNonNull(run.model.timers.get(Bell.UNPAID.kind));
            race(
                    run,
                    List.of(
                            new Step.Paid(3, 0, true),
                            new Step.Early(Bell.UNPAID),
                            new Step.Paid(4, 0, true),
                            new Step.Cancel(Who.BUYER),
                            new Step.Early(Bell.UNPAID),
                            new Step.Paid(3, 0, true)));

            looking.look(List.of(run));
            var total = run.model.purse.total();
            if (run.sight.stage().equals("FUNDED")) {
                assertThat(run.sight.held()).isEqualTo(total);
                assertThat(run.sight.onItsWayBack()).isZero();
            } else {
                assertThat(run.sight.stage()).isEqualTo("CANCELLED");
                assertThat(run.sight.held()).isZero();
                assertThat(run.sight.onItsWayBack()).isEqualTo(total);
            }
            assertThat(looking.imbalances()).isEmpty();
            acting.forget(run);
        }
    }

    private Run payable() {
        var run = new Run(new Story(0, new Story.Item(300_000, false, false), List.of()));
        acting.place(run);
        tell(run, new Step.Reserved(0, true));
        tell(run, new Step.Judged(1, Verdict.ALLOW));
        tell(run, new Step.Pay(Who.BUYER));
        return run;
    }

    private Run inspected() {
        var run = payable();
        tell(run, new Step.Paid(2, 0, true));
        tell(run, new Step.Delivered(5, 0, 4, 0));
        looking.look(List.of(run));
        assertThat(Invariants.broken(run)).isNull();
        return run;
    }

    private void tell(Run run, Step step) {
        var expected = run.model.take(step);
        var answer = acting.act(run, new Move(step, false));
        assertThat(answer == null ? expected : answer).isEqualTo(expected);
    }

    /** All of it at once; the answers, null where there is none to hear. */
    private List<@Nullable Answer> race(Run run, List<Step> steps) throws Exception {
        var answers = new ArrayList<@Nullable Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = steps.stream()
                    .map(step -> (Callable<@Nullable Answer>) () -> acting.act(run, new Move(step, false)))
                    .toList();
            for (var answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private void theMoneyMovedOnce(Run run, Set<String> ends) {
        run.model.now = run.model.now.plus(Duration.ofHours(1));
        looking.look(List.of(run));
        assertThat(run.sight.stage()).isIn(ends);
        assertThat(run.sight.held()).isZero();
        var remains = Objects.requireNonNull(looking.remains(List.of(run)).get(run.order));
        // Silence may have been first; then the dispute has taken it back, once, and all of it.
        var takenBack = Collections.frequency(remains.history(), "RELEASED>DISPUTED");
        assertThat(takenBack).isLessThanOrEqualTo(1);
        var moved = run.model.purse.total() * (1 + takenBack);
        assertThat(remains.sums())
                .containsEntry("ESCROW_LIABILITY CREDIT", moved)
                .containsEntry("ESCROW_LIABILITY DEBIT", moved);
        assertThat(remains.history().stream().filter(step -> Model.isEnd(step.substring(step.indexOf('>') + 1))))
                .hasSize(1 + takenBack);
        assertThat(looking.imbalances()).isEmpty();
        acting.forget(run);
    }
}
