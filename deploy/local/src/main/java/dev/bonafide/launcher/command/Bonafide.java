package dev.bonafide.launcher.command;

import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.Refused;
import dev.bonafide.launcher.stack.WrongUsage;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
        name = "./bonafide",
        mixinStandardHelpOptions = true,
        version = "Bonafide 0.1.0",
        description = "Runs the whole of Bonafide on this machine: real servers, real services, no containers.",
        footer = {
            "",
            "Besides these, ./bonafide test runs every test and ./bonafide mvn ... runs Maven on the right JDK.",
            "Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 not possible in the present state."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            KillCommand.class,
            WarmCommand.class,
            ClockCommand.class,
            DlqCommand.class,
            LedgerCommand.class,
            DemoCommand.class,
            SeedCommand.class,
            BenchCommand.class
        })
public final class Bonafide implements Runnable {
    static final int FAILED = 1;
    static final int NOT_POSSIBLE_NOW = 3;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    /** Runs one command and gives its exit code. */
    public static int run(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        return new CommandLine(new Bonafide())
                .setExecutionExceptionHandler((exception, line, _) -> explain(exception, line))
                .setExpandAtFiles(false)
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    private static int explain(Exception exception, CommandLine line) {
        if (StopOnCtrlC.isStopping()) {
            return FAILED;
        }
        System.out.flush();
        return switch (exception) {
            case WrongUsage wrong -> {
                line.getErr().println(wrong.getMessage());
                yield CommandLine.ExitCode.USAGE;
            }
            case Refused refused -> {
                line.getErr().println(refused.getMessage());
                yield NOT_POSSIBLE_NOW;
            }
            case Failed failed -> {
                line.getErr().println(failed.getMessage());
                yield FAILED;
            }
            case InterruptedException _ -> FAILED;
            default -> {
                line.getErr().println("This should not have happened; the trace may help to mend the launcher.");
                exception.printStackTrace(line.getErr());
                yield FAILED;
            }
        };
    }
}
