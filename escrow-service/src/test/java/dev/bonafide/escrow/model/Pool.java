package dev.bonafide.escrow.model;

import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.FourEyes;
import dev.bonafide.escrow.desk.advance.AdvanceDesk;
import dev.bonafide.escrow.desk.advance.ApprovalDesk;
import dev.bonafide.escrow.desk.advance.ApprovalDesk.Outcome;
import dev.bonafide.escrow.desk.advance.PoolDesk;
import dev.bonafide.escrow.model.Standing.Answer;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The compensation pool of the world of the proof. All stories have the same, with so much in it that none runs short of it for
 * another; one in which others have left little in it, or have stopped it, has it so while its own step happens, and alone.
 */
@ApplicationScoped
class Pool {
    private static final String SEEN = """
        select p.stopped_by,
               (select coalesce(sum(balance_minor), 0) from guarded_balance
                 where account = 'COMPENSATION_POOL' and currency = p.currency),
               (select coalesce(sum(amount_minor), 0) from advance
                 where currency = p.currency and business_day = ? and state <> 'REFUSED')
          from advance_pool p where p.currency = 'CNY'\
        """;

    private final PoolDesk desk;
    private final AdvanceDesk advances;
    private final ApprovalDesk approvals;
    private final Committing committing;
    private final Transactions transactions;
    private final Looking looking;
    private final DataSource database;
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    Pool(
            PoolDesk desk,
            AdvanceDesk advances,
            ApprovalDesk approvals,
            Committing committing,
            Transactions transactions,
            Looking looking,
            DataSource database) {
        this.desk = desk;
        this.advances = advances;
        this.approvals = approvals;
        this.committing = committing;
        this.transactions = transactions;
        this.looking = looking;
        this.database = database;
    }

    private record Seen(@Nullable String stoppedBy, long balance, long paidThatDay) {}

    /** Puts plenty into it, which it may all pay on one day. */
    void open() {
        looking.execute("update advance_pool set stop_basis_points = 100, day_limit_minor = " + Coffer.PLENTY);
        transactions
                .runApart(session -> desk.fund(session, UUID.randomUUID(), Money.cny(Coffer.PLENTY)))
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    /**
     * Lets a step happen while the pool is as its story has it.
     *
     * @param coffer as it was before the step
     * @param balance what was in it then
     */
    @Nullable
    Answer beside(Run run, Step step, Coffer coffer, long balance, Supplier<@Nullable Answer> work) {
        if (step instanceof Step.PoolDrained && run.model.coffer.isLow(run.model.purse.earned.owedToThePool())) {
            // Whoever has paid the last of it has noticed.
            run.poolStoppedBy = run.poolStoppedBy == null ? "LOW" : run.poolStoppedBy;
        }
        var isAboutIt = step instanceof Step.PoolStopped || step instanceof Step.PoolFilled;
        var lock = isAboutIt || (step instanceof Step.Advanced && !coffer.isFull()) ? use.writeLock() : use.readLock();
        lock.lock();
        try {
            return lock == use.readLock() ? work.get() : alone(run, coffer, balance, work);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Answer alone(Run run, Coffer coffer, long balance, Supplier<@Nullable Answer> work) {
        var day = Coffer.dayOf(run.model.now);
        var before = seen(day);
        var limit = Math.max(1, before.paidThatDay() + coffer.leftOfTheDay(run.model.now));
        put(run.poolStoppedBy, limit, balance - before.balance());
        try {
            var answer = work.get();
            var after = seen(day);
            run.poolStoppedBy = after.stoppedBy();
            if (after.balance() != run.model.inThePool()) {
                throw new AssertionError(
                        "in the pool: " + after.balance() + " (expected: " + run.model.inThePool() + ")");
            }
            return answer;
        } finally {
            put(null, Coffer.PLENTY, before.balance() - balance);
        }
    }

    /** Whatever others do is as if it were done: no entry takes out what no buyer gets. */
    private void put(@Nullable String stoppedBy, long dayLimit, long more) {
        looking.execute("""
            set session_replication_role = replica;
            update advance_pool
               set day_limit_minor = %d, stopped_by = %s, stopped_at = %s where currency = 'CNY';
            update guarded_balance set balance_minor = balance_minor + %d
             where account = 'COMPENSATION_POOL' and currency = 'CNY';
            set session_replication_role = origin\
            """.formatted(
                        dayLimit,
                        stoppedBy == null ? "null" : "'" + stoppedBy + "'",
                        stoppedBy == null ? "null" : "now()",
                        more));
    }

    private Seen seen(LocalDate day) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(SEEN)) {
            statement.setObject(1, day);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Seen(rows.getString(1), rows.getLong(2), rows.getLong(3));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    Answer stop(Run run, boolean stops, boolean crashes) {
        var currency = Currency.getInstance("CNY");
        return both(run, stops ? new FourEyes.StopPool(currency) : new FourEyes.ResumePool(currency), crashes);
    }

    Answer fill(Run run, long amount, boolean crashes) {
        return both(run, new FourEyes.FundPool(Money.cny(amount)), crashes);
    }

    /** The second person wishes the very same. */
    private Answer both(Run run, FourEyes wish, boolean crashes) {
        committing.inOne(run, false, session -> approvals.ask(session, wish, run.id("finance", 0)));
        var outcome = committing.inOne(run, crashes, session -> approvals.ask(session, wish, run.id("finance", 1)));
        return outcome instanceof Outcome.Now(var approval) && approval.state() == Approval.State.APPROVED
                ? Answer.DONE
                : Answer.REFUSED;
    }

    Answer voided(Run run, Step.Voided told, boolean crashes) {
        var isFirst = committing.inOne(
                run,
                crashes,
                session -> advances.find(session, run.id("advance", told.advance()))
                        .chain(advance -> advance == null
                                ? Uni.createFrom().item(false)
                                : advances.voidBy(session, advance, run.id("ruling", told.ruling()))));
        return Objects.requireNonNull(isFirst) ? Answer.DONE : Answer.QUIET;
    }
}
