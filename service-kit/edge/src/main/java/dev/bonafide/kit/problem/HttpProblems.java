package dev.bonafide.kit.problem;

/** Problems that HTTP itself has a status for. */
public final class HttpProblems {

    private HttpProblems() {}

    /** The problem for a bare status; one without a name of its own goes by its class. */
    public static Problem of(int status) {
        return Problem.of(
                status,
                switch (status) {
                    case 401 -> "UNAUTHENTICATED";
                    case 403 -> "FORBIDDEN";
                    case 404 -> "NOT_FOUND";
                    case 405 -> "METHOD_NOT_ALLOWED";
                    case 406 -> "NOT_ACCEPTABLE";
                    case 409 -> "CONFLICT";
                    case 412 -> "PRECONDITION_FAILED";
                    case 413 -> "BODY_TOO_LARGE";
                    case 415 -> "UNSUPPORTED_MEDIA_TYPE";
                    case 428 -> "PRECONDITION_REQUIRED";
                    case 429 -> "TOO_MANY_REQUESTS";
                    case 503 -> "SERVICE_UNAVAILABLE";
                    default -> status < 500 ? "BAD_REQUEST" : "INTERNAL";
                });
    }

    /** What the caller may not know of, whether or not it exists. */
    public static Problem notFound() {
        return of(404);
    }
}
