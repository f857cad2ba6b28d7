package dev.bonafide.escrow.instalment;

import static dev.bonafide.escrow.instalment.PlanSamples.NOON;
import static dev.bonafide.escrow.instalment.PlanSamples.PAYMENT;
import static dev.bonafide.escrow.instalment.PlanSamples.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.instalment.Instalment.Arrears;
import dev.bonafide.escrow.instalment.Instalment.Asked;
import dev.bonafide.escrow.instalment.Instalment.Cancelled;
import dev.bonafide.escrow.instalment.Instalment.Missed;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.Instalment.Paid;
import dev.bonafide.escrow.instalment.Instalment.Scheduled;
import dev.bonafide.escrow.instalment.Instalment.Share;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentCommand.Ask;
import dev.bonafide.escrow.instalment.InstalmentCommand.Confirm;
import dev.bonafide.escrow.instalment.InstalmentCommand.Cut;
import dev.bonafide.escrow.instalment.InstalmentCommand.Decline;
import dev.bonafide.escrow.instalment.InstalmentCommand.WriteOff;
import dev.bonafide.escrow.instalment.InstalmentDecision.AlreadyDone;
import dev.bonafide.escrow.instalment.InstalmentDecision.GiveBack;
import dev.bonafide.escrow.instalment.InstalmentDecision.Moved;
import dev.bonafide.escrow.instalment.InstalmentDecision.Refused;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InstalmentRulesTest {
    private static final String TABLE = "### Every command to a part";
    private static final UUID OTHER = new UUID(0, 6);
    private static final Money AMOUNT = Money.cny(66_667);
    private static final Share SHARE =
            new Share(new UUID(0, 7), 2, AMOUNT, Money.cny(0), LocalDate.parse("2026-12-02"), NOON);
    private static final Asked FIRST_TRY = new Asked(SHARE, PAYMENT, 1, false, null, null);
    private static final Asked LAST_TRY = new Asked(SHARE, PAYMENT, 4, false, NOON, null);
    private static final Asked BY_HAND = new Asked(SHARE, PAYMENT, 0, true, null, null);
    private static final Arrears ARREARS =
            new Arrears(NOON, NOON.plus(POLICY.conditions().writeOffAfter()));
    private static final Overdue OVERDUE = new Overdue(SHARE, 4, ARREARS);

    private static List<Instalment> stages(Asked asked) {
        return List.of(
                new Scheduled(SHARE),
                asked,
                new Missed(SHARE, 1, NOON),
                OVERDUE,
                new Paid(SHARE, PAYMENT, NOON),
                new Cancelled(SHARE.cut(AMOUNT)),
                new WrittenOff(SHARE, NOON));
    }

    private static Asked asked(String command) {
        return switch (command) {
            case "DECLINE the last try" -> LAST_TRY;
            case "DECLINE a try by hand" -> BY_HAND;
            default -> FIRST_TRY;
        };
    }

    private static Map<String, InstalmentCommand> commands() {
        var commands = new LinkedHashMap<String, InstalmentCommand>();
        commands.put("ASK", new Ask(OTHER, false));
        commands.put("ASK by hand", new Ask(OTHER, true));
        commands.put("CONFIRM what is open", new Confirm(PAYMENT, AMOUNT));
        commands.put("CONFIRM another amount", new Confirm(PAYMENT, Money.cny(66_666)));
        commands.put("CONFIRM by another payment", new Confirm(OTHER, AMOUNT));
        commands.put("DECLINE", new Decline(PAYMENT));
        commands.put("DECLINE the last try", new Decline(PAYMENT));
        commands.put("DECLINE a try by hand", new Decline(PAYMENT));
        commands.put("CUT a little", new Cut(Money.cny(1)));
        commands.put("CUT all of it", new Cut(AMOUNT));
        commands.put("WRITE_OFF", new WriteOff());
        return commands;
    }

    /** E-10: the README's table is the specification; every cell of it is decided by the code just so. */
    @TestFactory
    List<DynamicTest> everyCommandAtEveryStageIsDecidedAsTheReadmeSays() {
        var documented = Readme.table(TABLE).stream().collect(Collectors.toMap(List::getFirst, row -> row));
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest(
                "the rows are the commands",
                () -> assertThat(documented.keySet()).isEqualTo(commands().keySet())));
        tests.add(DynamicTest.dynamicTest(
                "the columns are the stages",
                () -> assertThat(Readme.header(TABLE).subList(1, Instalment.Stage.values().length + 1))
                        .containsExactlyElementsOf(stages(FIRST_TRY).stream()
                                .map(part -> part.stage().name())
                                .toList())));
        commands()
                .forEach((name, command) -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    var decided = new ArrayList<String>();
                    decided.add(name);
                    stages(asked(name)).forEach(part -> decided.add(cell(part, decide(part, command))));
                    assertThat(String.join(" | ", documented.getOrDefault(name, List.of())))
                            .isEqualTo(String.join(" | ", decided));
                })));
        return tests;
    }

    @Test
    void aPartThatIsDeclinedIsAskedForAgainAsThePolicySaysAndThenOverdue() {
        Instalment part = new Scheduled(SHARE);
        for (var wait : List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(5))) {
            part = moved(moved(part, new Ask(PAYMENT, false)), new Decline(PAYMENT));
            assertThat(part).isInstanceOf(Missed.class);
            assertThat(((Missed) part).retryAt()).isEqualTo(NOON.plus(wait));
        }
        part = moved(moved(part, new Ask(PAYMENT, false)), new Decline(PAYMENT));
        assertThat(part).isEqualTo(new Overdue(SHARE, 4, ARREARS));
    }

    @Test
    void anOverduePartStaysOverdueWhileTheBuyerTriesToPayIt() {
        var asked = moved(OVERDUE, new Ask(OTHER, true));
        assertThat(asked.isOverdue()).isTrue();
        assertThat(asked.isOwed()).isTrue();
        assertThat(moved(asked, new Decline(OTHER))).isEqualTo(new Overdue(SHARE, 4, ARREARS));
        assertThat(moved(asked, new Confirm(OTHER, AMOUNT))).isEqualTo(new Paid(SHARE, OTHER, NOON));
    }

    /** A buyer who tries to pay early and fails is no worse off than before. */
    @Test
    void whatTheBuyerTriesThemselvesDoesNotCount() {
        for (var before : List.of(new Scheduled(SHARE), new Missed(SHARE, 2, NOON.plusSeconds(1)), OVERDUE)) {
            assertThat(moved(moved(before, new Ask(OTHER, true)), new Decline(OTHER)))
                    .isEqualTo(before);
        }
    }

    /** A refund cuts the part while the provider is asked for all of it: the money goes back, and less is asked for. */
    @Test
    void aPartCutWhileItIsAskedForIsAskedForAgain() {
        var cut = moved(FIRST_TRY, new Cut(Money.cny(6_667)));
        assertThat(decide(cut, new Confirm(PAYMENT, AMOUNT))).isEqualTo(new GiveBack(new Missed(cut.share(), 1, NOON)));
        assertThat(cut.share().open()).isEqualTo(Money.cny(60_000));
    }

    @Test
    void nothingIsCutTwice() {
        assertThatThrownBy(() -> decide(new Scheduled(SHARE), new Cut(Money.cny(66_668))))
                .hasMessageContaining("at most the amount");
    }

    private static InstalmentDecision decide(Instalment part, InstalmentCommand command) {
        return InstalmentRules.decide(part, command, POLICY.conditions(), NOON);
    }

    private static Instalment moved(Instalment part, InstalmentCommand command) {
        var decision = decide(part, command);
        assertThat(decision).isInstanceOf(Moved.class);
        return ((Moved) decision).to();
    }

    private static String cell(Instalment part, InstalmentDecision decision) {
        return switch (decision) {
            case Moved(var to) when to.stage() == part.stage() -> "=";
            case Moved(var to) -> to.stage().name();
            case AlreadyDone _ -> "already";
            case GiveBack(var to) when to.equals(part) -> "back";
            case GiveBack(var to) -> "back, " + to.stage();
            case Refused.Pending _ -> "PENDING";
            case Refused.NotOverdue _ -> "NOT_OVERDUE";
            case Refused.NotOwed _ -> "NOT_OWED";
        };
    }
}
