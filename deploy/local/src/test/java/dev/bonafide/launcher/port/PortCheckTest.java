package dev.bonafide.launcher.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    private static final Path ROOT = Path.of("/repository");

    @Test
    void everyTakenPortIsNamedWithWhatItIsFor() {
        var message = PortCheck.message(List.of(
                new PortCheck.Taken(8080, "gateway", "process 4711 (java -jar other.jar)"),
                new PortCheck.Taken(19093, "Kafka's controller", "")));

        assertThat(message)
                .startsWith("Nothing was started, because 2 ports are taken:")
                .contains("port 8080 (for gateway) is taken by process 4711 (java -jar other.jar)")
                .contains("port 19093 (for Kafka's controller) is taken\n")
                .contains("--port-offset");
    }

    @Test
    void aPortThatSomebodyListensOnIsFoundBeforeAnythingStarts() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var offset =
                    other.getLocalPort() - Server.POSTGRES.ports().getFirst().number();
            var site = new Site(ROOT, Home.at(ROOT), offset);

            var taken = PortCheck.taken(List.of(Server.POSTGRES), site);

            assertThat(taken).extracting(PortCheck.Taken::number).containsExactly(other.getLocalPort());
            assertThat(taken.getFirst().purpose()).isEqualTo("PostgreSQL");
        }
    }

    @Test
    void aFreePortIsFree() throws IOException {
        int number;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            number = socket.getLocalPort();
        }

        assertThat(PortCheck.isFree(number)).isTrue();
    }

    @Test
    void noTwoPartsWantTheSamePort() {
        var numbers =
                House.parts().stream().flatMap(part -> part.ports().stream()).map(port -> port.number());

        assertThat(numbers.toList()).doesNotHaveDuplicates();
    }
}
