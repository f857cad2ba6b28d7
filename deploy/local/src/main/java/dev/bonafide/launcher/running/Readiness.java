package dev.bonafide.launcher.running;

import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.port.PortCheck;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a part answers as it should. */
public final class Readiness {
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int OK = 200;

    private Readiness() {}

    /** Asks the part itself: health for services, the realm for Keycloak, an accepted connection for the others. */
    public static boolean isReady(Part part, Site site) {
        return switch (part) {
            case Server.POSTGRES, Server.KAFKA -> PortCheck.answers(site.port(part));
            case Server.KEYCLOAK -> answersOk(site.url(part) + "/realms/bonafide");
            case Service service -> answersOk(site.url(service) + "/q/health/ready");
        };
    }

    /** Whether the gateway can be used now. */
    public static boolean isGatewayReady(Site site) {
        return isReady(House.GATEWAY, site);
    }

    private static boolean answersOk(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
