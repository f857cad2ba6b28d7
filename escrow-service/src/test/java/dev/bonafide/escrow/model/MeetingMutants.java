package dev.bonafide.escrow.model;

import dev.bonafide.escrow.handover.HandOverPass;
import dev.bonafide.escrow.handover.HandedOver;
import dev.bonafide.escrow.store.HandOvers;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The service with one mistake in what it knows of meetings, until the test is over. */
@ApplicationScoped
public class MeetingMutants {

    /** Whoever guesses may guess for ever. */
    public void countNoTries() {
        QuarkusMock.installMockForType(
                new HandOvers() {
                    @Override
                    public Uni<Void> countWrongTry(Mutiny.Session session, HandOverPass pass) {
                        return Uni.createFrom().voidItem();
                    }
                },
                HandOvers.class);
    }

    /** Whatever was ever signed for the order is taken for a hand-over now. */
    public void forgetWhenItWasSigned() {
        QuarkusMock.installMockForType(
                new HandOvers() {
                    @Override
                    public Uni<List<HandOverPass>> passes(Mutiny.Session session, UUID orderId) {
                        return super.passes(session, orderId)
                                .map(passes -> passes.stream()
                                        .map(pass -> new HandOverPass(
                                                orderId,
                                                pass.number(),
                                                Instant.EPOCH,
                                                pass.codeHash(),
                                                pass.publicKey(),
                                                pass.wrongTries()))
                                        .toList());
                    }
                },
                HandOvers.class);
    }

    /** The code is taken again when the item has been handed over. */
    public void takeTheCodeTwice() {
        QuarkusMock.installMockForType(
                new HandOvers() {
                    @Override
                    public Uni<@Nullable HandedOver> find(Mutiny.Session session, UUID orderId) {
                        return Uni.createFrom().nullItem();
                    }
                },
                HandOvers.class);
    }
}
