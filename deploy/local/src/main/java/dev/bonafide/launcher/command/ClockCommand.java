package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.sandbox.ClockAdvance;
import dev.bonafide.launcher.sandbox.SandboxClock;
import dev.bonafide.launcher.stack.WrongUsage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads or moves the sandbox clock. */
@Command(
        name = "clock",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the time of all services, or moves it forward.",
            "A move answers when every timer due has fired, in order, and its events have been consumed."
        })
final class ClockCommand implements Callable<Integer> {
    private static final String SHOW = "show";

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "show|+7d",
            description = "How far: +7d, +1d12h, +15m, +PT15M. Without it, or with 'show', the time is shown.")
    private String wish = SHOW;

    @Override
    public Integer call() throws InterruptedException {
        var clock = new SandboxClock(homes.site());
        if (wish.equals(SHOW)) {
            new Console().say(clock.show());
            return 0;
        }
        var by = ClockAdvance.parse(wish)
                .orElseThrow(() -> new WrongUsage("'" + wish
                        + "' is no step forward in time (expected: for example +7d, +1d12h, +15m, +90s or +PT15M)."));
        new Console().say(clock.advance(by));
        return 0;
    }
}
