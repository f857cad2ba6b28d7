package dev.bonafide.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as no client library would send them. */
final class RawHttp {
    private RawHttp() {}

    /** Sends the request on a connection of its own and returns the answer up to the end of its document. */
    static String ask(URI server, String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return answer(socket.getInputStream());
        }
    }

    /** The answer up to the end of its document. */
    static String answer(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            answer.write(read);
            if (read == '}') {
                break;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
