package dev.bonafide.dispute.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.dispute.dispute.Decision.AlreadyDone;
import dev.bonafide.dispute.dispute.Decision.Moved;
import dev.bonafide.dispute.dispute.Decision.Parked;
import dev.bonafide.dispute.dispute.Decision.Refused;
import dev.bonafide.dispute.dispute.Decision.Stays;
import dev.bonafide.dispute.dispute.DisputeCommand.AddEvidence;
import dev.bonafide.dispute.dispute.DisputeCommand.Assign;
import dev.bonafide.dispute.dispute.DisputeCommand.AssignmentDue;
import dev.bonafide.dispute.dispute.DisputeCommand.ConfirmFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.GiveBack;
import dev.bonafide.dispute.dispute.DisputeCommand.PaymentDue;
import dev.bonafide.dispute.dispute.DisputeCommand.RefuseFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.Rule;
import dev.bonafide.dispute.dispute.DisputeCommand.StepAnswered;
import dev.bonafide.dispute.dispute.DisputeCommand.Withdraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DisputeRulesTest {
    private static final UUID BUYER = new UUID(1, 1);
    private static final UUID SELLER = new UUID(1, 2);
    private static final UUID ARBITER = new UUID(1, 3);
    private static final UUID OTHER_ARBITER = new UUID(1, 4);
    private static final UUID STRANGER = new UUID(1, 5);
    private static final Instant T0 = Instant.parse("2026-11-06T08:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofDays(2));
    private static final Policy POLICY = new Policy(
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofHours(72),
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            30);
    private static final Claim CLAIM =
            new Claim(new UUID(2, 1), new UUID(2, 2), BUYER, SELLER, Party.BUYER, Reason.SNAD, "dead pixels", T0);
    private static final Reasons REASONS = new Reasons("The photos show it.");

    private static final Dispute.Opening OPENING = new Dispute.Opening(CLAIM);
    private static final Dispute.Queued QUEUED = OPENING.queue(T0, POLICY.assignWithin());
    private static final Dispute.InHands IN_HANDS = QUEUED.assign(ARBITER, T0);
    private static final Dispute.Executing EXECUTING = IN_HANDS.rule(ruling(Party.BUYER), POLICY.payWithin());
    private static final Dispute.Closed CLOSED = EXECUTING.close(T0);
    private static final Dispute.NotOpened NOT_OPENED = OPENING.refuse("ACCEPTED_BY_BUYER", T0);
    private static final List<Dispute> STAGES = List.of(OPENING, QUEUED, IN_HANDS, EXECUTING, CLOSED, NOT_OPENED);

    private static final Map<String, DisputeCommand> COMMANDS = commands();

    private static Map<String, DisputeCommand> commands() {
        var commands = new LinkedHashMap<String, DisputeCommand>();
        commands.put("ConfirmFreeze (escrow)", new ConfirmFreeze());
        commands.put("RefuseFreeze (escrow)", new RefuseFreeze("ACCEPTED_BY_BUYER"));
        commands.put("AddEvidence (party)", new AddEvidence(SELLER, 0));
        commands.put("AddEvidence (party, its 31st)", new AddEvidence(SELLER, 30));
        commands.put("AddEvidence (stranger)", new AddEvidence(STRANGER, 0));
        commands.put("Withdraw (opener)", new Withdraw(BUYER, new UUID(3, 2)));
        commands.put("Withdraw (other party)", new Withdraw(SELLER, new UUID(3, 2)));
        commands.put("Withdraw (stranger)", new Withdraw(STRANGER, new UUID(3, 2)));
        commands.put("Assign (arbiter)", new Assign(ARBITER));
        commands.put("Assign (another arbiter)", new Assign(OTHER_ARBITER));
        commands.put("Assign (arbiter who sold here)", new Assign(SELLER));
        commands.put("GiveBack (assigned arbiter)", new GiveBack(ARBITER));
        commands.put("GiveBack (another arbiter)", new GiveBack(OTHER_ARBITER));
        commands.put("Rule (assigned arbiter)", new Rule(ARBITER, new UUID(3, 1), Party.BUYER, REASONS));
        commands.put("Rule (another arbiter)", new Rule(OTHER_ARBITER, new UUID(3, 1), Party.BUYER, REASONS));
        commands.put("StepAnswered (escrow, as ruled)", new StepAnswered(Party.BUYER));
        commands.put("StepAnswered (escrow, otherwise)", new StepAnswered(Party.SELLER));
        commands.put("AssignmentDue (timer)", new AssignmentDue());
        commands.put("PaymentDue (timer)", new PaymentDue());
        return commands;
    }

    @Test
    void every_command_against_every_stage_is_as_the_readme_says() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(table());
    }

    @Test
    void what_a_refusal_lists_as_allowed_is_what_the_right_person_may_do() {
        var rightPeople = List.of(
                "AddEvidence (party)",
                "Withdraw (opener)",
                "Assign (arbiter)",
                "GiveBack (assigned arbiter)",
                "Rule (assigned arbiter)");
        for (var stage : STAGES) {
            var doable = EnumSet.noneOf(DisputeCommand.Name.class);
            for (var person : rightPeople) {
                var command = Objects.requireNonNull(COMMANDS.get(person));
                var decision = decide(stage, command);
                if (decision instanceof Moved || decision instanceof Stays) {
                    doable.add(command.name());
                }
            }
            assertThat(DisputeRules.allowed(stage.stage()))
                    .as("allowed in %s", stage.stage())
                    .isEqualTo(doable);
        }
    }

    @Test
    void a_case_that_is_given_back_keeps_its_place_in_the_queue() {
        var back = moved(DisputeRules.decide(IN_HANDS, new GiveBack(ARBITER), POLICY, LATER), Dispute.Queued.class);
        assertThat(back.place()).isEqualTo(QUEUED.place());
        assertThat(back.place().dueAt()).isEqualTo(T0.plus(Duration.ofHours(24)));
    }

    @Test
    void an_assignment_is_overdue_at_the_very_instant_and_not_a_moment_before() {
        var due = T0.plus(Duration.ofHours(24));
        assertThat(DisputeRules.decide(QUEUED, new AssignmentDue(), POLICY, due.minusNanos(1000)))
                .isInstanceOf(AlreadyDone.class);
        var overdue = moved(DisputeRules.decide(QUEUED, new AssignmentDue(), POLICY, due), Dispute.Queued.class);
        assertThat(overdue.place().overdueSince()).isEqualTo(due);
        assertThat(DisputeRules.decide(overdue, new AssignmentDue(), POLICY, LATER))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void a_ruling_is_unpaid_ten_minutes_after_it_was_made() {
        var due = T0.plus(Duration.ofMinutes(10));
        assertThat(DisputeRules.decide(EXECUTING, new PaymentDue(), POLICY, due.minusNanos(1000)))
                .isInstanceOf(AlreadyDone.class);
        var unpaid = moved(DisputeRules.decide(EXECUTING, new PaymentDue(), POLICY, due), Dispute.Executing.class);
        assertThat(unpaid.unpaidSince()).isEqualTo(due);
        assertThat(DisputeRules.decide(unpaid, new StepAnswered(Party.BUYER), POLICY, LATER))
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_withdrawal_rules_for_the_other_side_and_names_no_arbiter() {
        var ruled = moved(
                DisputeRules.decide(IN_HANDS, new Withdraw(BUYER, new UUID(3, 9)), POLICY, T0),
                Dispute.Executing.class);
        assertThat(ruled.ruling())
                .isEqualTo(new Ruling(
                        new UUID(3, 9), Ruling.By.WITHDRAWAL, Party.SELLER, null, DisputeRules.WITHDRAWN, T0));
    }

    @Test
    void the_evidence_is_for_the_two_sides_and_the_arbiter_who_has_the_case() {
        var arbiterOffice = EnumSet.of(Sight.Office.ARBITER);
        assertThat(Sight.ofContent(IN_HANDS, BUYER)).isTrue();
        assertThat(Sight.ofContent(IN_HANDS, SELLER)).isTrue();
        assertThat(Sight.ofContent(IN_HANDS, ARBITER)).isTrue();
        assertThat(Sight.ofContent(IN_HANDS, OTHER_ARBITER)).isFalse();
        assertThat(Sight.ofContent(QUEUED, ARBITER)).isFalse();
        assertThat(Sight.ofCase(QUEUED, OTHER_ARBITER, arbiterOffice)).isTrue();
        assertThat(Sight.ofCase(IN_HANDS, OTHER_ARBITER, arbiterOffice)).isFalse();
        assertThat(Sight.ofCase(IN_HANDS, STRANGER, EnumSet.noneOf(Sight.Office.class)))
                .isFalse();
        assertThat(Sight.ofEvidence(IN_HANDS, STRANGER, EnumSet.of(Sight.Office.AUDITOR)))
                .isTrue();
    }

    private static <T extends Dispute> T moved(Decision decision, Class<T> to) {
        assertThat(decision).isInstanceOf(Moved.class);
        return to.cast(((Moved) decision).to());
    }

    private static Decision decide(Dispute stage, DisputeCommand command) {
        return DisputeRules.decide(stage, command, POLICY, LATER);
    }

    private static Ruling ruling(Party outcome) {
        return new Ruling(new UUID(3, 1), Ruling.By.ARBITER, outcome, ARBITER, REASONS.text(), T0);
    }

    private static String table() {
        var lines = new ArrayList<String>();
        lines.add("| Command \\ stage | "
                + STAGES.stream().map(stage -> stage.stage().name()).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---".repeat(STAGES.size() + 1) + "|");
        COMMANDS.forEach((name, command) -> lines.add("| " + name + " | "
                + STAGES.stream()
                        .map(stage -> cell(stage, decide(stage, command)))
                        .collect(Collectors.joining(" | "))
                + " |"));
        return String.join("\n", lines);
    }

    private static String cell(Dispute from, Decision decision) {
        return switch (decision) {
            case Moved(var to) ->
                to.stage() == from.stage() ? "marked" : to.stage().name();
            case Stays _ -> "=";
            case AlreadyDone _ -> "already";
            case Parked _ -> "parked";
            case Refused.NotAParty _ -> "NOT_FOUND";
            case Refused.NotTheOpener _ -> "NOT_THE_OPENER";
            case Refused.ArbiterIsParty _ -> "ARBITER_IS_PARTY";
            case Refused.WrongStage _ -> "WRONG_STAGE";
            case Refused.FreezePending _ -> "FREEZE_PENDING";
            case Refused.EvidenceClosed _ -> "EVIDENCE_CLOSED";
            case Refused.EvidenceQuota _ -> "EVIDENCE_QUOTA";
            case Refused.AlreadyAssigned _ -> "ALREADY_ASSIGNED";
            case Refused.NotAssigned _ -> "NOT_ASSIGNED";
            case Refused.RulingInExecution _ -> "RULING_IN_EXECUTION";
        };
    }
}
