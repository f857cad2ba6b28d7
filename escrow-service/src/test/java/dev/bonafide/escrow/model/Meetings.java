package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.order.HandOverDesk;
import dev.bonafide.escrow.desk.order.HandOverDesk.Given;
import dev.bonafide.escrow.desk.order.HandOverDesk.Pass;
import dev.bonafide.escrow.handover.HandOverDecision;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.escrow.store.HandOvers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Two sides meet: the buyer looks at the code, and the seller gives one in. */
@ApplicationScoped
class Meetings {
    private static final PrivateKey OF_NOBODY = newKey();

    private final Committing committing;
    private final HandOverDesk desk;
    private final HandOvers handOvers;

    Meetings(Committing committing, HandOverDesk desk, HandOvers handOvers) {
        this.committing = committing;
        this.desk = desk;
        this.handOvers = handOvers;
    }

    Answer issue(Run run, Step.IssueCode told, boolean crashes) {
        return switch (committing.inOne(
                run, crashes, session -> desk.issue(session, run.order, Trading.who(run, told.by())))) {
            case Pass.Issued _ -> Answer.DONE;
            case Pass.Refused _ -> Answer.REFUSED;
        };
    }

    Answer give(Run run, Step.GiveCode told, boolean crashes) {
        return answer(committing.inOne(
                run,
                crashes,
                session -> code(session, run, told.isRight())
                        .chain(code -> desk.byCode(session, run.order, Trading.who(run, told.by()), code))));
    }

    Answer give(Run run, Step.GiveToken told, boolean crashes) {
        var order = told.isOfTheOrder() ? run.order : run.listing;
        var at = told.signedAt(run.model.now);
        return answer(committing.inOne(
                run,
                crashes,
                session -> key(session, run, told.pass())
                        .map(key -> signed(key, order, at))
                        .chain(token -> desk.byToken(session, run.order, Trading.who(run, told.by()), token))));
    }

    private static Answer answer(Given given) {
        return switch (given.decision()) {
            case HandOverDecision.Proven _ -> Answer.DONE;
            case HandOverDecision.Refused _ -> Answer.REFUSED;
        };
    }

    /** The key that came with that code, as the buyer's app has it; one of nobody if there is none. */
    private Uni<PrivateKey> key(Mutiny.Session session, Run run, int number) {
        return handOvers
                .passes(session, run.order)
                .chain(passes -> number < passes.size()
                        ? desk.open(session, passes.get(number))
                                .map(shown -> shown.keys().getPrivate())
                        : Uni.createFrom().item(OF_NOBODY));
    }

    /** What the buyer's app signs. */
    private static String signed(PrivateKey key, UUID order, Instant at) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            signature.setKey(key);
            signature.setPayload("{\"sub\":\"%s\",\"iat\":%d}".formatted(order, at.getEpochSecond()));
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PrivateKey newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The code that the buyer sees, or another; any if there is none. */
    private Uni<String> code(Mutiny.Session session, Run run, boolean isRight) {
        return desk.find(session, run.order).chain(found -> switch (found) {
            case Pass.Issued(var pass) ->
                desk.open(session, pass).map(shown -> isRight ? shown.code() : other(shown.code()));
            case Pass.Refused _ -> Uni.createFrom().item("000000");
        });
    }

    private static String other(String code) {
        var last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '0' ? '1' : '0');
    }
}
