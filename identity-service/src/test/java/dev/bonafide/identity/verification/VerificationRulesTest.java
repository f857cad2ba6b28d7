package dev.bonafide.identity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.identity.verification.Decision.AlreadyDone;
import dev.bonafide.identity.verification.Decision.Moved;
import dev.bonafide.identity.verification.Decision.Parked;
import dev.bonafide.identity.verification.Decision.Refused;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.None;
import dev.bonafide.identity.verification.Verification.Reason;
import dev.bonafide.identity.verification.VerificationCommand.AnswerCode;
import dev.bonafide.identity.verification.VerificationCommand.AskProvider;
import dev.bonafide.identity.verification.VerificationCommand.ProviderSays;
import dev.bonafide.identity.verification.VerificationCommand.ReviewerSays;
import dev.bonafide.identity.verification.VerificationCommand.Revoke;
import dev.bonafide.identity.verification.VerificationCommand.SendCode;
import dev.bonafide.identity.verification.VerificationCommand.SubjectIsTaken;
import dev.bonafide.identity.verification.VerificationCommand.TimeIsUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table of command against stage, and the limits that a table cannot show. */
class VerificationRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Fingerprint PHONE = new Fingerprint("a".repeat(64));
    private static final Fingerprint OTHER_PHONE = new Fingerprint("b".repeat(64));
    private static final Fingerprint CODE = new Fingerprint("c".repeat(64));
    private static final Fingerprint WRONG = new Fingerprint("d".repeat(64));
    private static final UUID REQUEST = new UUID(1, 1);
    private static final UUID OLD_REQUEST = new UUID(1, 2);
    private static final Tally FRESH = Tally.empty(NOW);

    private static final Map<String, Verification> STAGES = new LinkedHashMap<>();
    private static final Map<String, VerificationCommand> COMMANDS = new LinkedHashMap<>();

    static {
        STAGES.put("None", new None(FRESH));
        STAGES.put("Challenged", challenged(Duration.ofSeconds(59), 0));
        STAGES.put("Challenged 1 min", challenged(Duration.ofSeconds(60), 0));
        STAGES.put("Challenged 4 wrong", challenged(Duration.ofSeconds(59), 4));
        STAGES.put("Challenged 10 min", challenged(Duration.ofMinutes(10), 0));
        STAGES.put("Asked", new Verification.Asked(FRESH, PHONE, REQUEST, NOW.plusSeconds(1)));
        STAGES.put("Asked 24 h", new Verification.Asked(FRESH, PHONE, REQUEST, NOW));
        STAGES.put("ManualReview", new Verification.ManualReview(FRESH, PHONE, REQUEST, NOW));
        STAGES.put("Locked", new Locked(FRESH, NOW.plusSeconds(1)));
        STAGES.put("Locked 24 h", new Locked(FRESH, NOW));
        STAGES.put("Verified", new Verification.Verified(FRESH, PHONE, REQUEST, NOW));
        STAGES.put("Expired", new Verification.Expired(FRESH));
        STAGES.put("Refused", new Verification.Refused(FRESH, Reason.NO_MATCH));

        COMMANDS.put("send", new SendCode(PHONE, CODE));
        COMMANDS.put("send other", new SendCode(OTHER_PHONE, CODE));
        COMMANDS.put("ask", new AskProvider(PHONE, new UUID(1, 3)));
        COMMANDS.put("right", new AnswerCode(CODE));
        COMMANDS.put("wrong", new AnswerCode(WRONG));
        COMMANDS.put("match", new ProviderSays(REQUEST, ProviderAnswer.MATCH));
        COMMANDS.put("no match", new ProviderSays(REQUEST, ProviderAnswer.NO_MATCH));
        COMMANDS.put("unsure", new ProviderSays(REQUEST, ProviderAnswer.UNSURE));
        COMMANDS.put("old match", new ProviderSays(OLD_REQUEST, ProviderAnswer.MATCH));
        COMMANDS.put("genuine", new ReviewerSays(true));
        COMMANDS.put("false", new ReviewerSays(false));
        COMMANDS.put("taken", new SubjectIsTaken());
        COMMANDS.put("time", new TimeIsUp());
        COMMANDS.put("revoke", new Revoke());
    }

    private static final String TABLE = """
            stage              | send        | send other       | ask          | right        | wrong        | match    | no match     | unsure       | old match | genuine    | false      | taken      | time       | revoke
            None               | Challenged  | Challenged       | Asked        | WrongStage   | WrongStage   | parked   | parked       | parked       | parked    | WrongStage | WrongStage | WrongStage | done       | done
            Challenged         | done        | JustSentElsewhere| WrongStage   | Verified     | WrongCode    | parked   | parked       | parked       | parked    | WrongStage | WrongStage | Refused    | done       | None
            Challenged 1 min   | Challenged  | Challenged       | WrongStage   | Verified     | WrongCode    | parked   | parked       | parked       | parked    | WrongStage | WrongStage | Refused    | done       | None
            Challenged 4 wrong | done        | JustSentElsewhere| WrongStage   | Verified     | LockedNow    | parked   | parked       | parked       | parked    | WrongStage | WrongStage | Refused    | done       | None
            Challenged 10 min  | Challenged  | Challenged       | WrongStage   | CodeExpired  | CodeExpired  | parked   | parked       | parked       | parked    | WrongStage | WrongStage | Refused    | Expired    | None
            Asked              | WrongStage  | WrongStage       | done         | WrongStage   | WrongStage   | Verified | Refused      | ManualReview | parked    | WrongStage | WrongStage | Refused    | done       | None
            Asked 24 h         | WrongStage  | WrongStage       | done         | WrongStage   | WrongStage   | Verified | Refused      | ManualReview | parked    | WrongStage | WrongStage | Refused    | Expired    | None
            ManualReview       | WrongStage  | WrongStage       | done         | WrongStage   | WrongStage   | parked   | parked       | parked       | parked    | Verified   | Refused    | WrongStage | done       | None
            Locked             | LockedStill | LockedStill      | WrongStage   | LockedStill  | LockedStill  | parked   | parked       | parked       | parked    | WrongStage | WrongStage | WrongStage | done       | WrongStage
            Locked 24 h        | Challenged  | Challenged       | WrongStage   | WrongStage   | WrongStage   | parked   | parked       | parked       | parked    | WrongStage | WrongStage | WrongStage | None       | WrongStage
            Verified           | done        | OtherSubject     | done         | done         | done         | done     | ManualReview | done         | parked    | done       | WrongStage | WrongStage | done       | None
            Expired            | Challenged  | Challenged       | Asked        | WrongStage   | WrongStage   | parked   | parked       | parked       | parked    | WrongStage | WrongStage | WrongStage | done       | WrongStage
            Refused            | Challenged  | Challenged       | Asked        | WrongStage   | WrongStage   | parked   | parked       | parked       | parked    | WrongStage | WrongStage | WrongStage | done       | WrongStage
            """;

    @TestFactory
    List<DynamicTest> I_1_and_I_2_every_command_against_every_stage() {
        List<List<String>> rows = TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> commands = rows.getFirst().subList(1, rows.getFirst().size());
        assertThat(commands).containsExactlyElementsOf(COMMANDS.keySet());
        assertThat(rows.stream().skip(1).map(List::getFirst)).containsExactlyElementsOf(STAGES.keySet());
        return rows.stream()
                .skip(1)
                .flatMap(row -> commands.stream()
                        .map(command -> DynamicTest.dynamicTest(
                                row.getFirst() + ", " + command,
                                () -> assertThat(decide(row.getFirst(), command))
                                        .isEqualTo(row.get(commands.indexOf(command) + 1)))))
                .toList();
    }

    @Test
    void a_code_sent_again_leaves_the_wrong_ones_counted_also_for_another_phone() {
        var at = challenged(Duration.ofSeconds(60), 3);
        for (Fingerprint phone : List.of(PHONE, OTHER_PHONE)) {
            var decision = VerificationRules.decide(at, new SendCode(phone, WRONG), NOW);
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Moved.class,
                            moved -> assertThat(moved.to()).isInstanceOfSatisfying(Challenged.class, to -> {
                                assertThat(to.attemptsLeft()).isEqualTo(2);
                                assertThat(to.subject()).isEqualTo(phone);
                                assertThat(to.code()).isEqualTo(WRONG);
                                assertThat(to.expiresAt()).isEqualTo(NOW.plus(Verification.CODE_VALIDITY));
                            }));
        }
    }

    @Test
    void the_sixth_code_of_a_day_is_not_sent_and_the_first_of_the_next_day_is() {
        Verification at = new None(FRESH);
        Instant now = NOW;
        for (int code = 1; code <= Tally.CODES_MAX; code++) {
            at = moved(VerificationRules.decide(at, new SendCode(PHONE, CODE), now));
            now = now.plus(Verification.RESEND_PAUSE);
        }
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        assertThat(VerificationRules.decide(at, new SendCode(PHONE, CODE), now))
                .isEqualTo(new Refused.TooOften(midnight));
        assertThat(VerificationRules.decide(at, new SendCode(PHONE, CODE), midnight))
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_provider_is_asked_three_times_a_day_at_most() {
        Verification at = new None(FRESH);
        for (int start = 1; start <= Tally.STARTS_MAX; start++) {
            UUID request = new UUID(2, start);
            at = moved(VerificationRules.decide(at, new AskProvider(PHONE, request), NOW));
            at = moved(VerificationRules.decide(at, new ProviderSays(request, ProviderAnswer.NO_MATCH), NOW));
        }
        assertThat(VerificationRules.decide(at, new AskProvider(PHONE, REQUEST), NOW))
                .isInstanceOf(Refused.TooOften.class);
        assertThat(VerificationRules.decide(at, new AskProvider(PHONE, REQUEST), NOW.plus(Duration.ofDays(1))))
                .isInstanceOf(Moved.class);
    }

    @Test
    void another_number_than_the_one_being_proven_is_refused() {
        var asked = new Verification.Asked(FRESH, PHONE, REQUEST, NOW.plusSeconds(1));
        assertThat(VerificationRules.decide(asked, new AskProvider(OTHER_PHONE, OLD_REQUEST), NOW))
                .isInstanceOf(Refused.OtherSubject.class);
    }

    @Test
    void the_fifth_wrong_code_locks_for_a_day() {
        var decision = VerificationRules.decide(challenged(Duration.ZERO, 4), new AnswerCode(WRONG), NOW);
        assertThat(decision).isEqualTo(new Refused.LockedNow(new Locked(FRESH, NOW.plus(Duration.ofHours(24)))));
    }

    private static String decide(String stage, String command) {
        Verification at = Objects.requireNonNull(STAGES.get(stage));
        return switch (VerificationRules.decide(at, Objects.requireNonNull(COMMANDS.get(command)), NOW)) {
            case Moved(var to) -> to.getClass().getSimpleName();
            case AlreadyDone(var same) -> {
                assertThat(same).isSameAs(at);
                yield "done";
            }
            case Parked _ -> "parked";
            case Refused refused -> refused.getClass().getSimpleName();
        };
    }

    private static Verification moved(Decision decision) {
        assertThat(decision).isInstanceOf(Moved.class);
        return ((Moved) decision).to();
    }

    private static Challenged challenged(Duration ago, int wrongCodes) {
        Instant sentAt = NOW.minus(ago);
        return new Challenged(FRESH, PHONE, CODE, sentAt, sentAt.plus(Verification.CODE_VALIDITY), wrongCodes);
    }
}
