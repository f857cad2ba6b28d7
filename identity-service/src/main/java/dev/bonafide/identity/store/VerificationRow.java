package dev.bonafide.identity.store;

import dev.bonafide.identity.verification.Fingerprint;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.identity.verification.Tally;
import dev.bonafide.identity.verification.Verification;
import dev.bonafide.identity.verification.Verification.Asked;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Expired;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.ManualReview;
import dev.bonafide.identity.verification.Verification.None;
import dev.bonafide.identity.verification.Verification.Reason;
import dev.bonafide.identity.verification.Verification.Refused;
import dev.bonafide.identity.verification.Verification.Verified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A verification as it lies in the database, and the only place that knows which columns a stage has. */
@Entity
@Table(name = "verification")
public class VerificationRow {

    /** Names of the stages in the column. */
    public enum Stage {
        NONE,
        CHALLENGED,
        ASKED,
        MANUAL_REVIEW,
        LOCKED,
        VERIFIED,
        EXPIRED,
        REFUSED
    }

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "kind")
    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "stage")
    @Enumerated(EnumType.STRING)
    private Stage stage;

    @Column(name = "tally_day")
    private LocalDate tallyDay;

    @Column(name = "tally_starts")
    private int tallyStarts;

    @Column(name = "tally_codes")
    private int tallyCodes;

    @Column(name = "subject")
    private @Nullable String subject;

    @Column(name = "phone_sealed")
    private byte @Nullable [] phoneSealed;

    @Column(name = "id_last4")
    private @Nullable String idLast4;

    @Column(name = "code")
    private @Nullable String code;

    @Column(name = "code_sent_at")
    private @Nullable Instant codeSentAt;

    @Column(name = "wrong_codes")
    private int wrongCodes;

    @Column(name = "request")
    private @Nullable UUID request;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    @Column(name = "reason")
    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    /** For Hibernate. */
    protected VerificationRow() {}

    /** The verification's id. */
    public UUID id() {
        return id;
    }

    /** Whose it is. */
    public UUID accountId() {
        return accountId;
    }

    /** What it proves. */
    public Kind kind() {
        return kind;
    }

    /** Name of the present stage. */
    public Stage stageName() {
        return stage;
    }

    /** The last four characters of the id number given last, if one was. */
    public @Nullable String idLast4() {
        return idLast4;
    }

    /** Keeps what belongs to the number given last: the sealed phone, or the end of the id number. */
    public void describe(byte @Nullable [] newPhoneSealed, @Nullable String newIdLast4) {
        phoneSealed = newPhoneSealed;
        idLast4 = newIdLast4;
    }

    /** The stage as the rules know it. */
    public Verification verification() {
        Tally tally = new Tally(tallyDay, tallyStarts, tallyCodes);
        return switch (stage) {
            case NONE -> new None(tally);
            case CHALLENGED ->
                new Challenged(tally, present(subject), present(code), at(codeSentAt), at(dueAt), wrongCodes);
            case ASKED -> new Asked(tally, present(subject), there(request), at(dueAt));
            case MANUAL_REVIEW -> new ManualReview(tally, present(subject), there(request), at(dueAt));
            case LOCKED -> new Locked(tally, at(dueAt));
            case VERIFIED -> new Verified(tally, present(subject), request, at(verifiedAt));
            case EXPIRED -> new Expired(tally);
            case REFUSED -> new Refused(tally, there(reason));
        };
    }

    /** Takes over a stage; columns it does not have are emptied. */
    public void take(Verification verification) {
        clear(verification.tally());
        switch (verification) {
            case None _ -> stage = Stage.NONE;
            case Challenged at -> {
                stage = Stage.CHALLENGED;
                subject = at.subject().hex();
                code = at.code().hex();
                codeSentAt = at.sentAt();
                dueAt = at.expiresAt();
                wrongCodes = at.wrongCodes();
            }
            case Asked at -> {
                stage = Stage.ASKED;
                subject = at.subject().hex();
                request = at.request();
                dueAt = at.expiresAt();
            }
            case ManualReview at -> {
                stage = Stage.MANUAL_REVIEW;
                subject = at.subject().hex();
                request = at.request();
                dueAt = at.remindAt();
            }
            case Locked at -> {
                stage = Stage.LOCKED;
                dueAt = at.until();
            }
            case Verified at -> {
                stage = Stage.VERIFIED;
                subject = at.subject().hex();
                request = at.request();
                verifiedAt = at.at();
            }
            case Expired _ -> stage = Stage.EXPIRED;
            case Refused at -> {
                stage = Stage.REFUSED;
                reason = at.reason();
            }
        }
    }

    private void clear(Tally tally) {
        tallyDay = tally.day();
        tallyStarts = tally.starts();
        tallyCodes = tally.codes();
        subject = null;
        code = null;
        codeSentAt = null;
        wrongCodes = 0;
        request = null;
        dueAt = null;
        verifiedAt = null;
        reason = null;
    }

    private static Fingerprint present(@Nullable String hex) {
        return new Fingerprint(there(hex));
    }

    private static Instant at(@Nullable Instant instant) {
        return there(instant);
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "A column that the stage needs is empty");
    }
}
