package dev.bonafide.benchmark.escrow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One client that keeps its connection and accepts orders over it, one after the other. As lean as can be, because it
 * shares the processors with what it measures.
 */
final class Acceptances implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();

    Acceptances(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Accepts the order and waits for the answer; fails unless it is 200. */
    void accept(UUID order, String token) throws IOException {
        var request = "POST /v1/orders/" + order + "/acceptance HTTP/1.1\r\nHost: benchmark\r\nAuthorization: Bearer "
                + token + "\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var status = line();
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        var body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(
                    "Order " + order + ": " + status + " " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private String line() throws IOException {
        line.setLength(0);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("The service hung up");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
