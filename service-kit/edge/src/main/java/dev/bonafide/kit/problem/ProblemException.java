package dev.bonafide.kit.problem;

import java.io.Serial;

/** Ends a request at the edge with a problem. Rules return refusals instead of throwing this. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** Ends the request with that problem. */
    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.code(), null, false, false);
        this.problem = problem;
    }

    /** What the client will read. */
    public Problem problem() {
        return problem;
    }
}
