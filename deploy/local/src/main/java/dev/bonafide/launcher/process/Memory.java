package dev.bonafide.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What processes hold of the machine's memory. */
public final class Memory {
    private static final Path PROC = Path.of("/proc");
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    private Memory() {}

    /**
     * Resident megabytes of these processes and all they started. Pages that several of them share, as PostgreSQL's do,
     * are counted once, in equal shares. Minus one where the system does not tell.
     */
    public static long residentMegabytes(Collection<ProcessHandle> processes) {
        var all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
        var field = all.size() > 1 ? "Pss:" : "Rss:";
        var kilobytes = all.stream()
                .mapToLong(process -> kilobytes(process.pid(), field))
                .filter(size -> size >= 0);
        var sizes = kilobytes.toArray();
        return sizes.length == 0 ? -1 : java.util.Arrays.stream(sizes).sum() / KILOBYTES_PER_MEGABYTE;
    }

    private static long kilobytes(long pid, String field) {
        return lines(pid, "smaps_rollup").stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(-1);
    }

    static boolean isZombie(long pid) {
        return lines(pid, "status").stream().anyMatch(line -> line.startsWith("State:") && line.contains("Z"));
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(PROC.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }
}
