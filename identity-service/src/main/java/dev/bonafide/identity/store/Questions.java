package dev.bonafide.identity.store;

import dev.bonafide.identity.provider.RealNameQuestion;
import dev.bonafide.identity.sealing.Sealing;
import dev.bonafide.identity.verification.ResidentId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Questions about names that no provider has taken yet, sealed for as long as they lie here. */
@ApplicationScoped
public class Questions {

    private static final String NAME = "real_name_question.name";
    private static final String ID_NUMBER = "real_name_question.id_number";
    private static final String KEEP = """
            insert into real_name_question (verification_id, account_id, request, name_sealed, id_number_sealed)
            values (:verification, :account, :request, :name, :idNumber)""";
    private static final String FIND = """
            select account_id, request, name_sealed, id_number_sealed from real_name_question
            where verification_id = :verification""";
    private static final String FORGET = "delete from real_name_question where verification_id = :verification";

    private final Sealing sealing;

    Questions(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Keeps a question until it is forgotten. */
    public Uni<Void> keep(Mutiny.Session session, UUID verification, UUID account, RealNameQuestion question) {
        return session.createNativeQuery(KEEP)
                .setParameter("verification", verification)
                .setParameter("account", account)
                .setParameter("request", question.request())
                .setParameter("name", sealing.seal(account, NAME, question.name()))
                .setParameter(
                        "idNumber",
                        sealing.seal(account, ID_NUMBER, question.idNumber().number()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The question of a verification, if it still waits. */
    public Uni<@Nullable RealNameQuestion> find(Mutiny.Session session, UUID verification) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("verification", verification)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : question(row));
    }

    /** Forgets the question of a verification, if there is one. */
    public Uni<Void> forget(Mutiny.Session session, UUID verification) {
        return session.createNativeQuery(FORGET)
                .setParameter("verification", verification)
                .executeUpdate()
                .replaceWithVoid();
    }

    private RealNameQuestion question(Object[] row) {
        UUID account = (UUID) row[0];
        return new RealNameQuestion(
                (UUID) row[1],
                sealing.open(account, NAME, (byte[]) row[2]),
                new ResidentId(sealing.open(account, ID_NUMBER, (byte[]) row[3])));
    }
}
