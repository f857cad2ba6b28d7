package dev.bonafide.benchmark;

import dev.bonafide.journeys.client.Addresses;
import java.net.URI;

/** The ports of an installation, from the one address that is always known. */
public final class Ports {
    private static final int BROKER = 19092;
    private static final int POSTGRES = 15432;

    private Ports() {}

    /** What the installation adds to every usual port. */
    public static int offset(Addresses addresses) {
        return URI.create("kafka://" + addresses.broker()).getPort() - BROKER;
    }

    public static int postgres(Addresses addresses) {
        return POSTGRES + offset(addresses);
    }
}
