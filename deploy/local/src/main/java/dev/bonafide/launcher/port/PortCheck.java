package dev.bonafide.launcher.port;

import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks at every port before anything is started, so that nothing stops half-way for a reason known beforehand. */
public final class PortCheck {
    private static final int CONNECT_MILLIS_MAX = 200;

    private PortCheck() {}

    /**
     * A port somebody else has.
     *
     * @param number with the offset
     * @param purpose what we wanted it for
     * @param owner who has it, or empty where the system does not tell
     */
    public record Taken(int number, String purpose, String owner) {
        @Override
        public String toString() {
            return "port " + number + " (for " + purpose + ") is taken" + (owner.isEmpty() ? "" : " by " + owner);
        }
    }

    /** All ports of these parts that are not free. */
    public static List<Taken> taken(Collection<? extends Part> parts, Site site) {
        var taken = new ArrayList<Taken>();
        for (var part : parts) {
            for (var port : part.ports()) {
                var number = port.number() + site.portOffset();
                if (!isFree(number)) {
                    taken.add(new Taken(number, port.purpose(), PortOwner.of(number)));
                }
            }
        }
        return taken;
    }

    /** The whole message for the person at the keyboard. */
    public static String message(List<Taken> taken) {
        var text = new StringBuilder("Nothing was started, because ")
                .append(taken.size() == 1 ? "a port is taken:" : taken.size() + " ports are taken:");
        taken.forEach(one -> text.append("\n  ").append(one));
        return text.append("\nStop what uses them, or move all ports: ./bonafide up --port-offset 1000")
                .toString();
    }

    /** Whether the loopback port can be bound and nobody answers on it. */
    public static boolean isFree(int number) {
        if (answers(number)) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            // Connections of a stack stopped a moment ago linger in TIME_WAIT; the servers pass over them too.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), number));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether somebody accepts connections on the loopback port. */
    public static boolean answers(int number) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), number), CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
