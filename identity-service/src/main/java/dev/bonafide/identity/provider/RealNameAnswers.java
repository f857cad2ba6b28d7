package dev.bonafide.identity.provider;

import dev.bonafide.identity.verification.ProviderAnswer;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the answers of a {@link RealNameCheck} go. */
public interface RealNameAnswers {

    /** Takes an answer in, whatever question it is to and however often it comes. */
    Uni<Void> hear(Mutiny.Session session, UUID request, ProviderAnswer answer);
}
