package dev.bonafide.dispute.web;

import dev.bonafide.dispute.desk.Carried;
import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.ProblemException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How what became of a command is answered. */
final class Answers {
    private Answers() {}

    /** The thing asked for; 404 if there is none for the caller. */
    static <T> T orNotFound(@Nullable T found) {
        if (found == null) {
            throw new ProblemException(HttpProblems.notFound());
        }
        return found;
    }

    /** The case as it is now, or why the command was refused. */
    static Answer of(@Nullable Carried carried, Function<Carried, Answer> done) {
        var known = orNotFound(carried);
        return switch (known.decision()) {
            case Decision.Moved _, Decision.Stays _, Decision.AlreadyDone _ -> done.apply(known);
            case Decision.Refused no -> Answer.of(RefusalProblems.of(no));
            case Decision.Parked(var command, var at) ->
                throw new IllegalStateException("Nobody outside says " + command.name() + " to a dispute " + at);
        };
    }
}
