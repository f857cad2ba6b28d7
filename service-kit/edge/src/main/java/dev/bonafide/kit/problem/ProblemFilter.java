package dev.bonafide.kit.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Words a problem that a resource answers with as a plain entity, so that it reads like every other. */
@ApplicationScoped
public class ProblemFilter {

    private final Problems problems;

    ProblemFilter(Problems problems) {
        this.problems = problems;
    }

    @ServerResponseFilter
    void word(ContainerResponseContext answer, RoutingContext context) {
        if (answer.getEntity() instanceof Problem problem) {
            Response worded = problems.response(problem, context);
            answer.setStatus(worded.getStatus());
            answer.getHeaders().remove("Content-Type");
            worded.getHeaders().forEach((name, values) -> answer.getHeaders().put(name, values));
            answer.setEntity(worded.getEntity(), null, worded.getMediaType());
        }
    }
}
