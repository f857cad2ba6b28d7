package dev.bonafide.kit.problem;

import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

/** The methods that the path of the current request does take. HTTP asks for them in a 405, Quarkus leaves them out. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** In alphabetical order; empty outside of a JAX-RS request. */
    static Set<String> ofCurrentPath() {
        @Nullable ResteasyReactiveRequestContext current = CurrentRequestManager.get();
        Set<String> allowed = new TreeSet<>();
        if (current == null) {
            return allowed;
        }
        String path = current.getPathWithoutPrefix();
        var classes = new RequestMapper<>(current.getDeployment().getClassMappers());
        RequestMapper.@Nullable RequestMatch<InitialMatch> match = classes.map(path);
        while (match != null) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler methods) {
                    collect(methods, match.remaining, allowed);
                }
            }
            match = classes.continueMatching(path, match);
        }
        return allowed;
    }

    private static void collect(ClassRoutingHandler methods, String remaining, Set<String> allowed) {
        String rest = remaining.isEmpty() ? "/" : remaining;
        methods.getMappers().forEach((method, mapper) -> {
            // Locators of sub-resources stand under no method.
            if (method != null && mapper.map(rest) != null) {
                allowed.add(method);
            }
        });
    }
}
