package dev.bonafide.journeys;

import dev.bonafide.journeys.client.Addresses;
import dev.bonafide.journeys.client.Gateway;
import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.client.People;
import dev.bonafide.journeys.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The whole stack, started once for all journeys with the launcher a user starts it with, on ports of its own. */
final class House {
    private static final int PORT_OFFSET = 4000;
    private static final House ONLY = new House();

    private final Path root =
            Path.of(System.getProperty("bonafide.root", "..")).toAbsolutePath().normalize();
    private final Path home = Path.of("target", "house").toAbsolutePath();
    private final AtomicLong serials = new AtomicLong(1);
    private final AtomicInteger nextMember = new AtomicInteger();
    private final Market market;
    private final People people;

    private House() {
        bonafide("up", "--fresh", "--no-seed", "--port-offset", Integer.toString(PORT_OFFSET));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> bonafide("down")));
        market = new Market(new Gateway(new Addresses(
                "http://127.0.0.1:" + (8080 + PORT_OFFSET),
                "http://localhost:" + (18080 + PORT_OFFSET),
                "127.0.0.1:" + (19092 + PORT_OFFSET))));
        people = new People(market);
    }

    /** The running stack. */
    static House get() {
        return ONLY;
    }

    Market market() {
        return market;
    }

    /** A member who may buy and sell; each story has people of its own, as long as there are enough. */
    Person nextPerson() {
        return people.seller(People.MEMBERS.get(Math.floorMod(nextMember.getAndIncrement(), People.MEMBERS.size())));
    }

    /** A number no phone of these journeys had before. */
    long nextSerial() {
        return serials.getAndIncrement();
    }

    /** Runs a command of the launcher and fails with its output if it fails. */
    void bonafide(String... arguments) {
        var command = new ArrayList<>(List.of(root.resolve("bonafide").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        var output = home.resolveSibling("house-" + arguments[0] + ".log");
        try {
            Files.createDirectories(home);
            var process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "bonafide " + String.join(" ", arguments) + " failed:\n" + Files.readString(output));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
