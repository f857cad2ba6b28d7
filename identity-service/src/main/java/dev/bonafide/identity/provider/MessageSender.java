package dev.bonafide.identity.provider;

import io.smallrye.mutiny.Uni;

/** Somebody who delivers text messages. */
public interface MessageSender {

    /** Sends; fails with {@link ProviderUnavailable} if nobody took the message. */
    Uni<Void> send(TextMessage message);
}
