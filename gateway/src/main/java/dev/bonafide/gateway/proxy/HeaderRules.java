package dev.bonafide.gateway.proxy;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers go through. What belongs to one connection stays on it, and nobody speaks for the gateway. */
final class HeaderRules {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    /** Named by the gateway itself, or only good for claiming to be somebody else. */
    private static final Set<String> NOT_IN = Set.of("host", "expect", "forwarded", "x-real-ip", "via", "cookie");

    private static final Set<String> NOT_IN_PREFIXES = Set.of("x-user-", "x-forwarded-", "x-auth-", "x-remote-");
    private static final Set<String> NOT_OUT = Set.of("server", "x-powered-by", "via", "set-cookie", "date");

    private HeaderRules() {}

    /** The headers a service gets to see, content length included. */
    static void toService(MultiMap asked, String scheme, MultiMap forwarded) {
        Set<String> named = connectionOptions(asked);
        for (Map.Entry<String, String> header : asked) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!isOfConnection(name, named)
                    && !NOT_IN.contains(name)
                    && NOT_IN_PREFIXES.stream().noneMatch(name::startsWith)) {
                forwarded.add(header.getKey(), header.getValue());
            }
        }
        forwarded.set("X-Forwarded-Proto", scheme);
    }

    /** The headers a client gets to see; what the gateway itself says of every answer is already there and wins. */
    static void toClient(MultiMap answered, URI service, MultiMap shown) {
        Set<String> named = connectionOptions(answered);
        Set<String> own = new HashSet<>();
        shown.names().forEach(name -> own.add(name.toLowerCase(Locale.ROOT)));
        // Photos may be kept by a client, if their service says so.
        own.remove("cache-control");
        if (answered.contains("cache-control")) {
            shown.remove("cache-control");
        }
        for (Map.Entry<String, String> header : answered) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!isOfConnection(name, named) && !NOT_OUT.contains(name) && !own.contains(name)) {
                shown.add(
                        header.getKey(),
                        name.equals("location") ? outside(header.getValue(), service) : header.getValue());
            }
        }
    }

    /** A place on the service becomes the same place on the gateway. */
    static String outside(String location, URI service) {
        String origin = service.getScheme() + "://" + service.getAuthority();
        if (location.equals(origin)) {
            return "/";
        }
        return location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
    }

    private static boolean isOfConnection(String name, Set<String> named) {
        return HOP_BY_HOP.contains(name) || named.contains(name);
    }

    private static Set<String> connectionOptions(MultiMap headers) {
        Set<String> named = new HashSet<>();
        headers.getAll("connection")
                .forEach(value -> Arrays.stream(value.split(","))
                        .map(option -> option.strip().toLowerCase(Locale.ROOT))
                        .forEach(named::add));
        // Without its length a body could not be told from the next request.
        named.remove("content-length");
        return named;
    }
}
