package dev.bonafide.benchmark.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client's connection: kept from request to request, and opened anew after it broke. */
final class ClientConnection implements AutoCloseable {
    /** Whoever is silent for so long hangs. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    ClientConnection(int port) {
        this.port = port;
    }

    /** Opens it unless it is open; false where nobody listens. */
    boolean open() {
        if (socket != null) {
            return true;
        }
        var opening = new Socket();
        try {
            opening.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            opening.setTcpNoDelay(true);
            opening.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(opening.getInputStream());
            socket = opening;
            return true;
        } catch (IOException nobodyThere) {
            closeQuietly(opening);
            return false;
        }
    }

    /** Sends the request and waits for its answer; where that fails, nobody knows what became of it. */
    Reply ask(String request) throws IOException {
        send(request);
        return reply();
    }

    /** Sends the request and does not wait. */
    void send(String request) throws IOException {
        if (socket == null) {
            throw new IOException("The connection is not open");
        }
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    Reply reply() throws IOException {
        try {
            var status = line();
            var headers = new HashMap<String, String>();
            for (var header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            var body = body(headers);
            if ("close".equalsIgnoreCase(headers.get("connection"))) {
                close();
            }
            return new Reply(Integer.parseInt(status.split(" ", 3)[1]), headers, body);
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private String body(HashMap<String, String> headers) throws IOException {
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var bytes = stream().readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The answer was cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int read = stream().read(); read != '\n'; read = stream().read()) {
            if (read < 0) {
                throw new IOException("The service hung up");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    private InputStream stream() throws IOException {
        if (in == null) {
            throw new IOException("The connection is not open");
        }
        return in;
    }

    @Override
    public void close() {
        if (socket != null) {
            closeQuietly(socket);
        }
        socket = null;
        in = null;
    }

    private static void closeQuietly(Socket closing) {
        try {
            closing.close();
        } catch (IOException alreadyGone) {
            // It is closed.
        }
    }
}
