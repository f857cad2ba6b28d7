package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.ledger.LedgerExport;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.WrongUsage;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ledger: its export, and the proof that nothing in it was changed. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Exports the ledger, and verifies an export without any server.",
        subcommands = {LedgerCommand.Export.class, LedgerCommand.Verify.class})
final class LedgerCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUsage("What about the ledger? (expected: export or verify; see ./bonafide ledger --help)");
    }

    /** Fetches the export. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Fetches the ledger's chain with all its entries through the gateway, as the login of finance.")
    static final class Export implements Callable<Integer> {
        @Mixin
        private final HomeOption homes = new HomeOption();

        @Parameters(paramLabel = "FILE", description = "Where to write it.")
        private @Nullable Path file;

        @Override
        public Integer call() throws InterruptedException {
            var target = given(file);
            new LedgerExport(homes.site()).into(target);
            new Console().say("Written to " + target + ". To verify it: ./bonafide ledger verify " + target);
            return 0;
        }
    }

    /** Verifies an export. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Verifies an export of the ledger, without any server, and names the first thing that is wrong with it:",
                "ENTRY_ALTERED n, ENTRY_MISSING n, REORDERED n/m, UNBALANCED n, SEAL_ALTERED n, TRUNCATED after n.",
                "Exit codes: 0 everything is in order, 1 something is not, or the file cannot be read."
            })
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What ./bonafide ledger export has written, or /v1/ledger/export.")
        private @Nullable Path file;

        @Option(
                names = "--anchor",
                paramLabel = "n:hash",
                description = "A place of the chain noted before, as in a LedgerSealed event: the chain must go through it."
                        + " Any number of them.")
        private List<String> anchors = List.of();

        @Override
        public Integer call() {
            var noted = anchors.stream()
                    .map(text -> Anchor.parse(text)
                            .orElseThrow(() -> new WrongUsage("'" + text
                                    + "' is no place of a chain (expected: a number, a colon and 64 hexadecimal digits).")))
                    .toList();
            try {
                return say(LedgerFile.verify(given(file), noted), noted);
            } catch (IOException e) {
                throw new Failed("The file cannot be read: " + e.getMessage());
            }
        }

        private static int say(LedgerFile.Verdict verdict, List<Anchor> noted) {
            var console = new Console();
            var finding = verdict.finding();
            var upTo = verdict.upTo();
            if (finding != null) {
                console.say(finding.toString());
                console.say("In order up to " + upTo);
                return Bonafide.FAILED;
            }
            console.say((upTo.n() - verdict.from().n()) + " entries are in order, up to " + upTo);
            if (verdict.from().n() > 0) {
                console.say("The file begins after " + verdict.from() + "; what comes before is not in it.");
            }
            noted.stream()
                    .filter(anchor -> anchor.n() <= verdict.from().n())
                    .forEach(anchor -> console.say("Not in this file, and so not checked: " + anchor));
            verdict.totals().byCurrency().forEach((currency, sides) ->
                    console.say("  %s  debits %d = credits %d".formatted(currency, sides.debitMinor(), sides.creditMinor())));
            return 0;
        }
    }

    private static Path given(@Nullable Path file) {
        if (file == null) {
            throw new WrongUsage("Which file?");
        }
        return file;
    }
}
