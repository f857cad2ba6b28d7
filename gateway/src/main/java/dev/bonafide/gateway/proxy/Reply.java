package dev.bonafide.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** An answer that was read in whole. */
public record Reply(int status, MultiMap headers, Buffer body) {

    /** Whether it is what was asked for. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }
}
