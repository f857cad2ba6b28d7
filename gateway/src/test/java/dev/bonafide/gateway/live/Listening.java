package dev.bonafide.gateway.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of the stream on a bare socket: reads block by block, as slowly as it likes, and cuts where it likes. */
final class Listening implements AutoCloseable {

    /** One block of the stream. */
    record Told(
            @Nullable String id,
            @Nullable String event,
            @Nullable String data) {}

    private static final long PATIENCE_NANOS = java.time.Duration.ofSeconds(20).toNanos();

    private final Socket socket;
    private final InputStream in;
    final String head;

    Listening(URI gateway, String token, @Nullable String lastEventId, String query, int receiveBuffer)
            throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(15_000);
        socket.connect(new java.net.InetSocketAddress(gateway.getHost(), gateway.getPort()));
        String request = "GET /v1/live" + query + " HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n"
                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
                + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        in = new java.io.BufferedInputStream(socket.getInputStream(), 1024);
        var lines = new StringBuilder();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            lines.append(line).append('\n');
        }
        head = lines.toString();
    }

    /** The next block that says something, or null at the end of the stream. */
    @Nullable
    Told next() throws IOException {
        List<String> block = new ArrayList<>();
        long start = System.nanoTime();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                Told told = new Told(field(block, "id"), field(block, "event"), field(block, "data"));
                if (told.id() != null || told.event() != null) {
                    return told;
                }
                block.clear();
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new AssertionError("The stream is alive and says nothing");
                }
            } else {
                block.add(line);
            }
        }
        return null;
    }

    private static @Nullable String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String line() throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(read);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
