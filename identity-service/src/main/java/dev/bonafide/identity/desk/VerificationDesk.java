package dev.bonafide.identity.desk;

import dev.bonafide.identity.provider.RealNameAnswers;
import dev.bonafide.identity.provider.RealNameQuestion;
import dev.bonafide.identity.sealing.Fingerprints;
import dev.bonafide.identity.sealing.Sealing;
import dev.bonafide.identity.store.Questions;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.store.Verifications;
import dev.bonafide.identity.verification.Decision;
import dev.bonafide.identity.verification.Decision.AlreadyDone;
import dev.bonafide.identity.verification.Decision.Moved;
import dev.bonafide.identity.verification.Decision.Parked;
import dev.bonafide.identity.verification.Decision.Refused;
import dev.bonafide.identity.verification.Fingerprint;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.identity.verification.ProviderAnswer;
import dev.bonafide.identity.verification.ResidentId;
import dev.bonafide.identity.verification.Verification;
import dev.bonafide.identity.verification.Verification.Asked;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Expired;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.Verified;
import dev.bonafide.identity.verification.VerificationCommand;
import dev.bonafide.identity.verification.VerificationCommand.AnswerCode;
import dev.bonafide.identity.verification.VerificationCommand.AskProvider;
import dev.bonafide.identity.verification.VerificationCommand.ProviderSays;
import dev.bonafide.identity.verification.VerificationCommand.ReviewerSays;
import dev.bonafide.identity.verification.VerificationCommand.SendCode;
import dev.bonafide.identity.verification.VerificationCommand.SubjectIsTaken;
import dev.bonafide.identity.verification.VerificationCommand.TimeIsUp;
import dev.bonafide.identity.verification.VerificationRules;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The only door to verifications. Each command locks its row, decides, saves, and tells, in the session it is given. */
@ApplicationScoped
public class VerificationDesk implements RealNameAnswers {

    /** Kind of the timer that guards the end of a stage. */
    public static final String DUE_TIMER = "verification.due";
    /** Kind of the timer that puts the question to the provider. */
    public static final String ASK_TIMER = "real-name.ask";

    /** Where a sealed phone belongs. */
    private static final String PHONE_PLACE = "verification.phone";

    /**
     * What became of a command.
     *
     * @param boundElsewhere whether what was to be proven belongs to another account
     */
    public record Outcome(VerificationRow row, Decision decision, boolean boundElsewhere) {

        /** Whether a code that was made for the command is now the one to answer, so that it has to be sent. */
        public boolean hasNewCode() {
            return decision instanceof Moved(Challenged _);
        }
    }

    private final Verifications verifications;
    private final Questions questions;
    private final StageKeeper keeper;
    private final Fingerprints fingerprints;
    private final Sealing sealing;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;

    VerificationDesk(
            Verifications verifications,
            Questions questions,
            StageKeeper keeper,
            Fingerprints fingerprints,
            Sealing sealing,
            Timers timers,
            Ids ids,
            Clock clock) {
        this.verifications = verifications;
        this.questions = questions;
        this.keeper = keeper;
        this.fingerprints = fingerprints;
        this.sealing = sealing;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Challenges the account to read that code from that phone. Sending it is the caller's, once this has committed. */
    public Uni<Outcome> sendCode(Mutiny.Session session, UUID account, PhoneNumber phone, String code) {
        Instant now = clock.instant();
        return verifications.lock(session, account, Kind.PHONE, now).chain(row -> {
            var command = new SendCode(fingerprints.of(phone), fingerprints.ofCode(row.id(), code));
            return carryOut(session, row, command, now).invoke(outcome -> {
                if (outcome.hasNewCode()) {
                    row.describe(sealing.seal(account, PHONE_PLACE, phone.e164()), null);
                }
            });
        });
    }

    /** Lets a provider be asked whether name and number belong together. */
    public Uni<Outcome> askProvider(Mutiny.Session session, UUID account, String name, ResidentId idNumber) {
        Instant now = clock.instant();
        var question = new RealNameQuestion(ids.next(), name, idNumber);
        return verifications
                .lock(session, account, Kind.REAL_NAME, now)
                .chain(row -> carryOut(
                                session, row, new AskProvider(fingerprints.of(idNumber), question.request()), now)
                        .call(outcome -> outcome.decision() instanceof Moved(Asked _)
                                ? prepare(session, row, question, now)
                                : Uni.createFrom().voidItem()));
    }

    /** Holds a code against the one that was sent; null if the account has no such verification. */
    public Uni<@Nullable Outcome> answerCode(Mutiny.Session session, UUID account, UUID verification, String code) {
        return verifications
                .lock(session, verification)
                .chain(row -> row == null || !row.accountId().equals(account)
                        ? Uni.createFrom().nullItem()
                        : carryOut(session, row, new AnswerCode(fingerprints.ofCode(row.id(), code)), clock.instant()));
    }

    /** Takes a person's view of a case; null if there is no such verification, or if it is the reviewer's own. */
    public Uni<@Nullable Outcome> review(Mutiny.Session session, UUID reviewer, UUID verification, boolean genuine) {
        return verifications
                .lock(session, verification)
                .chain(row -> row == null || row.accountId().equals(reviewer)
                        ? Uni.createFrom().nullItem()
                        : carryOut(session, row, new ReviewerSays(genuine), clock.instant()));
    }

    /** Lets time speak; null if there is no such verification. */
    public Uni<@Nullable Outcome> timeIsUp(Mutiny.Session session, UUID verification, Instant now) {
        return verifications
                .lock(session, verification)
                .chain(row -> row == null ? Uni.createFrom().nullItem() : carryOut(session, row, new TimeIsUp(), now));
    }

    /** Verifications that wait for a person, the longest waiting first. */
    public Uni<List<VerificationRow>> underReview(Mutiny.Session session, int limit) {
        return verifications.underReview(session, limit);
    }

    @Override
    public Uni<Void> hear(Mutiny.Session session, UUID request, ProviderAnswer answer) {
        Instant now = clock.instant();
        return verifications
                .lockByRequest(session, request)
                .chain(row -> row == null
                        ? verifications.heard(session, request, null, answer, "PARKED", now)
                        : carryOut(session, row, new ProviderSays(request, answer), now)
                                .chain(outcome -> verifications.heard(
                                        session, request, row.id(), answer, effect(outcome.decision()), now)));
    }

    private static String effect(Decision decision) {
        return switch (decision) {
            case Moved _ -> "MOVED";
            case AlreadyDone _ -> "ALREADY_DONE";
            case Parked _, Refused _ -> "PARKED";
        };
    }

    private Uni<Outcome> carryOut(
            Mutiny.Session session, VerificationRow row, VerificationCommand command, Instant now) {
        Verification at = row.verification();
        Decision decision = VerificationRules.decide(at, command, now);
        return switch (decision) {
            case Moved(Asked to)
            when command instanceof AskProvider ->
                unlessTaken(session, row, to.subject(), to, now, () -> kept(session, row, to, command, decision, now));
            case Moved(Verified to)
            when at instanceof Challenged ->
                unlessTaken(session, row, to.subject(), at, now, () -> kept(session, row, to, command, decision, now));
            case Moved(Verification to) -> kept(session, row, to, command, decision, now);
            case Refused.WrongCode(Challenged to) -> kept(session, row, to, command, decision, now);
            case Refused.CodeExpired(Expired to) -> kept(session, row, to, command, decision, now);
            case Refused.LockedNow(Locked to) -> kept(session, row, to, command, decision, now);
            case AlreadyDone _,
                    Parked _,
                    Refused.WrongStage _,
                    Refused.LockedStill _,
                    Refused.TooOften _,
                    Refused.JustSentElsewhere _,
                    Refused.OtherSubject _ -> Uni.createFrom().item(new Outcome(row, decision, false));
        };
    }

    private Uni<Outcome> kept(
            Mutiny.Session session,
            VerificationRow row,
            Verification to,
            VerificationCommand command,
            Decision decision,
            Instant now) {
        return keeper.keep(session, row, to, command, now).replaceWith(new Outcome(row, decision, false));
    }

    /** Goes on if what is to be proven is nobody else's; otherwise refuses, and notes that two accounts meet in it. */
    private Uni<Outcome> unlessTaken(
            Mutiny.Session session,
            VerificationRow row,
            Fingerprint subject,
            Verification ifTaken,
            Instant now,
            Supplier<Uni<Outcome>> goOn) {
        return verifications
                .claim(session, row.kind(), subject, row.accountId(), now)
                .chain(owner -> owner.equals(row.accountId())
                        ? goOn.get()
                        : verifications
                                .link(session, row.accountId(), owner, row.kind(), now)
                                .chain(() -> refuseTaken(session, row, ifTaken, now)));
    }

    private Uni<Outcome> refuseTaken(Mutiny.Session session, VerificationRow row, Verification ifTaken, Instant now) {
        var command = new SubjectIsTaken();
        Decision decision = VerificationRules.decide(ifTaken, command, now);
        var outcome = new Outcome(row, decision, true);
        return decision instanceof Moved(Verification to)
                ? keeper.keep(session, row, to, command, now).replaceWith(outcome)
                : Uni.createFrom().item(outcome);
    }

    private Uni<Void> prepare(Mutiny.Session session, VerificationRow row, RealNameQuestion question, Instant now) {
        row.describe(null, question.idNumber().last4());
        return questions
                .keep(session, row.id(), row.accountId(), question)
                .chain(() -> timers.schedule(session, ASK_TIMER, row.id(), now));
    }
}
