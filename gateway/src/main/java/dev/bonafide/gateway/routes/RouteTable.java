package dev.bonafide.gateway.routes;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All routes. The longest path that covers a request wins; what none covers does not exist. Immutable. */
public final class RouteTable {

    private final List<Route> longestFirst;

    /** Refuses two routes with the same path. */
    public RouteTable(Collection<Route> routes) {
        longestFirst = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> route.path().length())
                        .reversed())
                .toList();
        long paths = longestFirst.stream().map(Route::path).distinct().count();
        if (paths != longestFirst.size()) {
            throw new IllegalArgumentException("Two routes have the same path: " + longestFirst);
        }
    }

    /**
     * Who answers for that path.
     *
     * @param path normalised: without dot segments, doubled slashes and needless escapes, so that a service reads the
     *     same path that was judged here
     */
    public Optional<Route> find(String path) {
        return longestFirst.stream().filter(route -> route.covers(path)).findFirst();
    }
}
