package dev.bonafide.launcher.console;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the end of a log file, and what is added to it afterwards. */
public final class LogTail {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path file;
    private long position;

    /** Follows from the present end of the file. */
    public LogTail(Path file) {
        this.file = file;
        this.position = size(file);
    }

    /** The last lines of the file, at most so many; none when there is no file. */
    public static List<String> last(Path file, int count) {
        try (var access = new RandomAccessFile(file.toFile(), "r")) {
            var position = access.length();
            var text = new byte[0];
            while (position > 0 && newlines(text) <= count) {
                var size = (int) Math.min(CHUNK_BYTES, position);
                position -= size;
                var longer = new byte[size + text.length];
                access.seek(position);
                access.readFully(longer, 0, size);
                System.arraycopy(text, 0, longer, size, text.length);
                text = longer;
            }
            var lines = new String(text, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException _) {
            return List.of();
        }
    }

    /** Whole lines written since the last call. A file that became shorter is read from its beginning. */
    public List<String> added() {
        var size = size(file);
        if (size < position) {
            position = 0;
        }
        if (size == position) {
            return List.of();
        }
        try (var access = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(size - position, 16L * CHUNK_BYTES)];
            access.seek(position);
            access.readFully(bytes);
            var end = lastNewline(bytes) + 1;
            position += end;
            return new ArrayList<>(
                    new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException _) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private static int newlines(byte[] text) {
        var count = 0;
        for (var b : text) {
            if (b == '\n') {
                count++;
            }
        }
        return count;
    }

    private static int lastNewline(byte[] text) {
        for (var i = text.length - 1; i >= 0; i--) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
