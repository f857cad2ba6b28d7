package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Story.Move;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells many stories at once, each to an order of its own, and after every step compares what can be seen with the model and
 * with what must hold whatever the model says.
 */
@ApplicationScoped
class Proof {
    /** Many, because the last of them, a freeze that nobody ends, takes sixty days, and all are waited for. */
    private static final int AT_ONCE = 256;

    private static final int THREADS = 14;
    /** Steps that are waited for until an order must have come to its end. */
    static final int PATIENCE = 150;

    static final int FIRST_AWAITED_ID = 1_000_000;

    private final Acting acting;
    private final Looking looking;
    private final Pool pool;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Integer> seen = new TreeMap<>();

    Proof(Acting acting, Looking looking, Pool pool) {
        this.acting = acting;
        this.looking = looking;
        this.pool = pool;
    }

    @PostConstruct
    void open() {
        pool.open();
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }

    /** A story that went wrong: how far it came, and why. */
    record Failure(Story story, List<String> steps, String why) {
        @Override
        public String toString() {
            return "seed " + story.seed() + ", " + story.item() + "\n"
                    + String.join(
                            "\n",
                            IntStream.range(0, steps.size())
                                    .mapToObj(i -> "  %2d  %s".formatted(i + 1, steps.get(i)))
                                    .toList())
                    + "\n  " + why;
        }
    }

    /** Tells the stories; those that went wrong. */
    List<Failure> tell(List<Story> stories) {
        return tell(stories, false);
    }

    /** Tells the stories until some have gone wrong, at the same step; the others are not told to their end. */
    List<Failure> tellUntilOneFails(List<Story> stories) {
        return tell(stories, true);
    }

    private List<Failure> tell(List<Story> stories, boolean untilOneFails) {
        var failures = new ArrayList<Failure>();
        for (int from = 0; from < stories.size() && !(untilOneFails && !failures.isEmpty()); from += AT_ONCE) {
            failures.addAll(tellAtOnce(stories.subList(from, Math.min(stories.size(), from + AT_ONCE)), untilOneFails));
            looking.tidy();
        }
        return failures;
    }

    /** The shortest story that still goes wrong: steps are left out as long as it does. */
    Failure shortest(Failure failure) {
        var known = failure;
        while (true) {
            var story = known.story();
            var shorter = tellUntilOneFails(IntStream.range(0, story.moves().size())
                    .mapToObj(i -> story.without(story.moves().size() - 1 - i))
                    .toList());
            if (shorter.isEmpty()) {
                return known;
            }
            known = shorter.getFirst();
        }
    }

    /** How often each stage was seen at the end of a story, each kind of step in one, and each thing that was said. */
    Map<String, Integer> seen() {
        return seen;
    }

    private List<Failure> tellAtOnce(List<Story> stories, boolean untilOneFails) {
        var failures = new ArrayList<Failure>();
        var runs = new ArrayList<>(stories.stream().map(Run::new).toList());
        round(runs, failures, acting::place);
        var longest =
                stories.stream().mapToInt(story -> story.moves().size()).max().orElse(0);
        for (int step = 0; step < longest; step++) {
            var number = step;
            round(
                    runs.stream()
                            .filter(run -> number < run.story.moves().size())
                            .toList(),
                    failures,
                    run -> take(run, run.story.moves().get(number)));
            runs.removeIf(run -> run.failed);
            if (untilOneFails && !failures.isEmpty()) {
                return failures;
            }
        }
        waitForTheEnd(runs, failures);
        if (untilOneFails && !failures.isEmpty()) {
            return failures;
        }
        giveReservesBack(runs, failures);
        runs.removeIf(run -> run.failed);
        var remains = looking.remains(runs);
        for (var run : runs) {
            var why = Invariants.brokenAtTheEnd(run, Objects.requireNonNull(remains.get(run.order)));
            if (why != null) {
                fail(failures, run, why);
            }
            seen.merge("end " + run.sight.stage(), 1, Integer::sum);
            run.model.said.forEach((event, times) -> seen.merge(event, times, Integer::sum));
            run.model.marks().forEach(mark -> seen.merge(mark, 1, Integer::sum));
        }
        stories.forEach(story ->
                story.moves().forEach(move -> seen.merge(move.step().getClass().getSimpleName(), 1, Integer::sum)));
        return failures;
    }

    private void waitForTheEnd(List<Run> runs, List<Failure> failures) {
        for (int i = 0; i < PATIENCE; i++) {
            var id = FIRST_AWAITED_ID + i;
            var waiting =
                    runs.stream().filter(run -> run.model.awaited(id) != null).toList();
            if (waiting.isEmpty()) {
                return;
            }
            round(waiting, failures, run -> take(run, new Move(Objects.requireNonNull(run.model.awaited(id)), false)));
            runs.removeIf(run -> run.failed);
        }
        runs.stream().filter(run -> run.model.awaited(0) != null).toList().forEach(run -> {
            fail(failures, run, "still waits at " + run.sight.stage());
            runs.remove(run);
        });
    }

    private void giveReservesBack(List<Run> runs, List<Failure> failures) {
        var reserves = looking.reserves(runs);
        round(
                runs.stream().filter(run -> reserves.containsKey(run.order)).toList(),
                failures,
                run -> reserves.getOrDefault(run.order, List.of()).forEach(bell -> {
                    if (run.model.now.isBefore(bell.dueAt())) {
                        run.model.now = bell.dueAt();
                    }
                    acting.ring(run, bell);
                }));
        runs.removeIf(run -> run.failed);
    }

    private void take(Run run, Move move) {
        run.steps.add(move.toString());
        var isPossible = run.model.knows(move.step());
        var coffer = run.model.coffer;
        var inThePool = run.model.inThePool();
        var expected = run.model.take(move.step());
        if (!isPossible) {
            return;
        }
        var answer = pool.beside(run, move.step(), coffer, inThePool, () -> acting.act(run, move));
        if (answer != null && answer != expected) {
            throw new Surprise("answered " + answer + " (expected: " + expected + ")");
        }
    }

    /** One step of each, all at once, and then a look at all of them. */
    private void round(List<Run> runs, List<Failure> failures, Consumer<Run> work) {
        try {
            var done = new ArrayList<Run>();
            var answers = threads.invokeAll(runs.stream()
                    .map(run -> (java.util.concurrent.Callable<@Nullable Throwable>) () -> caught(run, work))
                    .toList());
            for (int i = 0; i < runs.size(); i++) {
                var run = runs.get(i);
                var thrown = answers.get(i).get();
                if (thrown == null) {
                    done.add(run);
                } else {
                    fail(failures, run, thrown instanceof Surprise ? thrown.getMessage() : causes(thrown));
                }
            }
            compare(done, failures);
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static @Nullable Throwable caught(Run run, Consumer<Run> work) {
        try {
            work.accept(run);
            return null;
        } catch (RuntimeException | AssertionError thrown) {
            return thrown;
        }
    }

    private void compare(Collection<Run> runs, List<Failure> failures) {
        looking.look(runs);
        for (var run : runs) {
            var why = Invariants.broken(run);
            if (why != null) {
                fail(failures, run, why);
            }
        }
    }

    private void fail(List<Failure> failures, Run run, @Nullable String why) {
        acting.forget(run);
        run.failed = true;
        failures.add(new Failure(run.story, List.copyOf(run.steps), why == null ? "?" : why));
    }

    private static String causes(Throwable thrown) {
        var text = new StringBuilder();
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : ", because ").append(cause);
        }
        return text.toString();
    }

    /** An answer the model did not expect. */
    private static final class Surprise extends RuntimeException {
        Surprise(String what) {
            super(what, null, false, false);
        }
    }
}
