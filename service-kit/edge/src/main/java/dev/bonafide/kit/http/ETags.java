package dev.bonafide.kit.http;

import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of things as strong ETags: version 7 is {@code "7"}. */
public final class ETags {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private ETags() {}

    /** The strong ETag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version an {@code If-Match} header insists on. Absent is 428 {@code PRECONDITION_REQUIRED}; anything that is not
     * one ETag of ours matches nothing, which is 412 {@code PRECONDITION_FAILED}.
     */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(
                    Problem.of(428, "PRECONDITION_REQUIRED").with(FieldError.in(HttpHeaders.IF_MATCH, "REQUIRED")));
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new ProblemException(Problem.of(412, "PRECONDITION_FAILED"));
        }
        return Long.parseLong(version.group(1));
    }

    /** The refusal for someone who edits a version that is no longer the current one; quotes the current ETag. */
    public static Problem stale(long current) {
        return Problem.of(412, "PRECONDITION_FAILED").with("currentETag", of(current));
    }
}
