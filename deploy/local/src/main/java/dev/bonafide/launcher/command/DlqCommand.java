package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Table;
import dev.bonafide.launcher.deadletter.DeadLetterHeaders;
import dev.bonafide.launcher.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters: what a consumer could not take. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and sends again the records that a consumer could not take.",
        subcommands = {DlqCommand.Ls.class, DlqCommand.Show.class, DlqCommand.Replay.class})
final class DlqCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Override
    public Integer call() throws InterruptedException {
        return list(homes);
    }

    private static int list(HomeOption homes) throws InterruptedException {
        var topics = new DeadLetters(homes.site()).topics();
        var console = new Console();
        if (topics.isEmpty()) {
            console.say("There are no dead letters.");
            return 0;
        }
        var table = Table.headed("topic", "waiting", "in all");
        topics.forEach(
                topic -> table.row(topic.name(), String.valueOf(topic.waiting()), String.valueOf(topic.total())));
        console.say(table.lines());
        return 0;
    }

    /** Lists the topics. */
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists the topics with dead letters, how many wait, and how many there are in all.")
    static final class Ls implements Callable<Integer> {
        @Mixin
        private final HomeOption homes = new HomeOption();

        @Override
        public Integer call() throws InterruptedException {
            return list(homes);
        }
    }

    /** Shows letters. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows the dead letters of a topic: why, where from, and the record itself.")
    static final class Show implements Callable<Integer> {
        private static final List<String> HEADERS = List.of(
                DeadLetterHeaders.EVENT_TYPE, "ce_subject", "ce_time", "dlq_reason", "dlq_consumer", "dlq_failed_at");

        @Mixin
        private final HomeOption homes = new HomeOption();

        @Parameters(paramLabel = "topic", description = "With or without .dlq at the end.")
        private String topic = "";

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                description = "The latest so many. Default: 20.")
        private int limit;

        @Override
        public Integer call() throws InterruptedException {
            var letters = new DeadLetters(homes.site()).letters(topic);
            var console = new Console();
            letters.stream().skip(Math.max(0, letters.size() - limit)).forEach(letter -> show(letter, console));
            console.say(letters.size() + " in all");
            return 0;
        }

        private static void show(DeadLetters.Letter letter, Console console) {
            var record = letter.written();
            console.say((letter.eventId().isEmpty() ? "(no ce_id)" : letter.eventId())
                    + (letter.replayed() ? "   sent again" : "   waiting"));
            HEADERS.forEach(name -> {
                var value = letter.header(name);
                if (!value.isEmpty()) {
                    console.say("  %-14s %s".formatted(name, value));
                }
            });
            console.say("  %-14s %s [%s] @ %s"
                    .formatted(
                            "from",
                            DeadLetterHeaders.origin(record.headers(), record.topic()),
                            letter.header("dlq_partition"),
                            letter.header("dlq_offset")));
            console.say("  %-14s %s".formatted("key", text(record.key())));
            console.say("  %-14s %s".formatted("value", text(record.value())));
        }

        private static String text(byte @Nullable [] bytes) {
            return bytes == null ? "(none)" : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Sends letters again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Sends dead letters to the topic they came from, as they were, each once.",
                "Readers that had taken the event in the meantime know its id and do nothing."
            })
    static final class Replay implements Callable<Integer> {
        @Mixin
        private final HomeOption homes = new HomeOption();

        @Parameters(paramLabel = "topic", description = "With or without .dlq at the end.")
        private String topic = "";

        @Option(names = "--id", paramLabel = "ce_id", description = "Only the letters of this event.")
        private @Nullable String id;

        @Override
        public Integer call() throws InterruptedException {
            var sent = new DeadLetters(homes.site()).replay(topic, Optional.ofNullable(id));
            new Console()
                    .say(
                            sent == 0
                                    ? "Nothing is waiting to be sent again."
                                    : sent == 1 ? "1 record was sent again." : sent + " records were sent again.");
            return 0;
        }
    }
}
