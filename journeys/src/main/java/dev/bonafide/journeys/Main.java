package dev.bonafide.journeys;

import dev.bonafide.journeys.client.Addresses;
import dev.bonafide.journeys.client.Gateway;
import dev.bonafide.journeys.client.Market;
import dev.bonafide.journeys.demo.Demo;
import dev.bonafide.journeys.seed.Seed;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point for the launcher: {@code demo} or {@code seed}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var market = new Market(new Gateway(Addresses.fromEnvironment()));
        var command = arguments.length == 0 ? "" : arguments[0];
        boolean held = switch (command) {
            case "demo" -> new Demo(market, out).play();
            case "seed" -> new Seed(market, out).plant();
            default -> {
                out.println("Usage: demo | seed");
                yield false;
            }
        };
        System.exit(held ? 0 : 1);
    }
}
