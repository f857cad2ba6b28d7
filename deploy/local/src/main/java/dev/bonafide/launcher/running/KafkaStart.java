package dev.bonafide.launcher.running;

import static java.util.Objects.requireNonNull;

import dev.bonafide.launcher.console.LogTail;
import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.process.Spawner;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Kafka broker that is its own controller. */
final class KafkaStart implements PartStart {
    private static final String READY = "Kafka Server started";

    private final Site site;
    private final Path programs;
    private final JvmOptions options;
    private @Nullable LogTail log;

    KafkaStart(Site site, Path programs, JvmOptions options) {
        this.site = site;
        this.programs = programs;
        this.options = options;
    }

    @Override
    public Part part() {
        return Server.KAFKA;
    }

    @Override
    public void prepare() throws InterruptedException {
        var data = site.home().kafkaData();
        writeConfiguration(configuration(), data);
        copy("/kafka-log4j2.xml", logging());
        if (Files.notExists(data.resolve("meta.properties")) || Files.notExists(data.resolve("bootstrap.checkpoint"))) {
            Home.deleteTree(data);
            format();
        }
        // From here on, so that an earlier start's words are not taken for this one's.
        log = new LogTail(site.home().log(part().key()));
    }

    private void format() throws InterruptedException {
        var command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(new Mark(site.home(), "kafka-format").jvmOptions());
        command.addAll(List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                clusterId(),
                "-c",
                configuration().toString()));
        var exit = new Spawner(site.home()).run("kafka", command, site.home().directory(), Map.of());
        if (exit != 0) {
            throw new Failed(
                    "Kafka's storage could not be formatted; see " + site.home().log("kafka"));
        }
    }

    private static String clusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private void writeConfiguration(Path file, Path data) {
        try {
            var text = resource("/kafka.properties")
                    .replace("@broker.port@", String.valueOf(site.port(Server.KAFKA)))
                    .replace("@controller.port@", String.valueOf(site.port(Server.KAFKA, 1)))
                    .replace("@log.directory@", data.toString().replace("\\", "/"));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void copy(String resource, Path target) {
        try {
            Files.writeString(target, resource(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target, e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = requireNonNull(KafkaStart.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path configuration() {
        return site.home().run().resolve("kafka.properties");
    }

    private Path logging() {
        return site.home().run().resolve("kafka-log4j2.xml");
    }

    private String classPath() {
        return programs.resolve("libs") + "/*";
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(options.of(part(), new Mark(site.home(), part().key()), "-Xmx192m"));
        command.addAll(List.of(
                "-Dlog4j2.configurationFile=" + logging(),
                "-cp",
                classPath(),
                "kafka.Kafka",
                configuration().toString()));
        return command;
    }

    @Override
    public Path directory() {
        return site.home().directory();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean isReady() {
        return log != null && log.added().stream().anyMatch(line -> line.contains(READY));
    }
}
