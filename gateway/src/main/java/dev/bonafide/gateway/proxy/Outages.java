package dev.bonafide.gateway.proxy;

import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.resilience.UnavailableException;

/** What a client reads when a service does not answer. */
public final class Outages {

    private static final String RETRY_SOON = "1";
    private static final String RETRY_LATER = "5";

    private Outages() {}

    /** The problem for a failed call, naming the service. */
    public static Problem problem(String service, Throwable failure) {
        return switch (failure) {
            case AwayException away when away.isTooSlow() -> tooSlow(service);
            case AwayException _ -> away(service, RETRY_SOON);
            case UnavailableException unavailable ->
                switch (unavailable.reason()) {
                    case TOO_SLOW -> tooSlow(service);
                    case AT_REST -> away(service, RETRY_LATER);
                    case TOO_MANY_CALLS -> away(service, RETRY_SOON);
                };
            default -> HttpProblems.of(500).with("part", service);
        };
    }

    private static Problem away(String service, String retryAfter) {
        return HttpProblems.of(503).with("part", service).withHeader("Retry-After", retryAfter);
    }

    private static Problem tooSlow(String service) {
        return Problem.of(504, "SERVICE_TOO_SLOW").with("part", service);
    }
}
