package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.Maven;
import dev.bonafide.launcher.stack.WrongUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The proof of escrow-service for nights: its model test and its races, as long as one likes. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Tells random stories to orders, on the real rules and a real database of its own, and compares each step"
                    + " with a model; then races releases and refunds of one order, uses of one key and withdrawals of one"
                    + " balance. Needs no house.",
            "A failure prints its seed and the shortest story that shows it; --seed tells it again."
        })
final class SimulateCommand implements Callable<Integer> {
    /** What the tests print for people begins so. */
    private static final String FOR_PEOPLE = "model: ";
    /** What many do at once, of which only one may, or only as much as there is. */
    private static final String RACES = "RacesTest,SameKeyRaceTest,PayoutTest#parallelWithdrawalsOfOneBalance";

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many stories. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--seed", paramLabel = "SEED", description = "The first of them. Default: any.")
    private @Nullable Long first;

    @Option(
            names = "--races",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rounds of the races. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1 || rounds < 0) {
            throw new WrongUsage("--seeds is at least 1 and --races at least 0.");
        }
        var console = new Console();
        var heard = new AtomicBoolean();
        try {
            new Maven(homes.site()).run("finish the simulation", arguments(), line -> {
                if (line.startsWith(FOR_PEOPLE)) {
                    console.say(line.substring(FOR_PEOPLE.length()));
                    heard.set(true);
                }
            });
        } catch (Failed failed) {
            if (!heard.get()) {
                throw failed;
            }
            console.complain("Something went wrong; see above. All of it: "
                    + homes.site().home().log("build"));
            return Bonafide.FAILED;
        }
        return 0;
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                "test",
                "-pl",
                "escrow-service",
                "-am",
                "-Dtest=" + (rounds == 0 ? "ModelTest" : "ModelTest," + RACES),
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip=true",
                "-Dbonafide.seeds=" + seeds,
                "-Dbonafide.rounds=" + rounds));
        if (first != null) {
            arguments.add("-Dbonafide.seed=" + first);
        }
        return arguments;
    }
}
