package dev.bonafide.gateway.routes;

/**
 * A path, with everything below it, and who answers for it.
 *
 * @param path starts with a slash and ends without one
 * @param service name of the service, or {@link #GATEWAY}
 * @param isOpen whether a request needs no token
 */
public record Route(String path, String service, boolean isOpen) {

    /** Stands for the gateway itself. */
    public static final String GATEWAY = "gateway";

    /** Refuses a path that would never match. */
    public Route {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("A route's path starts with a slash and ends without one: " + path);
        }
    }

    /** Whether the gateway answers by itself. */
    public boolean isOwn() {
        return service.equals(GATEWAY);
    }

    boolean covers(String asked) {
        return asked.startsWith(path) && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
    }
}
