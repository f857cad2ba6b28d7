package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.sandbox.SandboxScript.InFile;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The settlement file of the sandbox's provider: what its books say it has moved on a day, and what it has kept of it. */
@ApplicationScoped
class SandboxFile {
    /** Kept of each payment: 0.38 %. */
    private static final int FEE_BASIS_POINTS = 38;

    private static final String MOVED = """
            select 'PAYMENT' as kind, payment_id as subject, reference, moved_minor, currency, decided_at as at, in_file
              from sandbox_payment where state = 'SUCCEEDED'
            union all
            select 'REFUND', refund_id, reference, amount_minor, currency, refunded_at, 'AS_MOVED'
              from sandbox_refund where state = 'SUCCEEDED'
            union all
            select 'REFUND_RETURNED', refund_id, reference, amount_minor, currency, returned_at, 'AS_MOVED'
              from sandbox_refund where returned_at is not null
            union all
            select 'PAYOUT', payout_id, reference, amount_minor, currency, decided_at, 'AS_MOVED'
              from sandbox_payout where fail_code is null
            union all
            select 'CHARGEBACK', payment_id, reference, amount_minor, currency, opened_at, 'AS_MOVED'
              from sandbox_chargeback
            union all
            select 'CHARGEBACK_RETURNED', payment_id, reference, amount_minor, currency, decided_at, 'AS_MOVED'
              from sandbox_chargeback where won""";
    private static final String OF_DAY =
            "select kind, subject, reference, moved_minor, currency, at, in_file from (" + MOVED + """
            ) moved where in_file <> 'ABSENT'
               and at >= cast(:from as timestamptz) - case in_file when 'A_DAY_LATE' then interval '1 day' else interval '0' end
               and at < cast(:to as timestamptz) - case in_file when 'A_DAY_LATE' then interval '1 day' else interval '0' end
             order by at, reference""";

    private final ZoneId zone;

    SandboxFile(PaymentConfig config) {
        this.zone = config.reconciliation().zoneOf(SandboxProvider.NAME);
    }

    Uni<List<SettlementLine>> of(Mutiny.Session session, LocalDate day) {
        return session.createNativeQuery(OF_DAY, Object[].class)
                .setParameter("from", day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .setParameter(
                        "to", day.plusDays(1).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(rows -> rows.stream().map(SandboxFile::line).toList());
    }

    private static SettlementLine line(Object[] row) {
        var kind = Kind.valueOf((String) row[0]);
        var moved = Money.of(((Number) row[3]).longValue(), (String) row[4]);
        var shown = InFile.valueOf((String) row[6]) == InFile.ONE_SHORT
                ? new Money(moved.amountMinor() - 1, moved.currency())
                : moved;
        var fee = kind == Kind.PAYMENT ? moved.shareHalfEven(FEE_BASIS_POINTS) : Money.zero(moved.currency());
        return new SettlementLine(kind, (UUID) row[1], (String) row[2], shown, fee, SandboxBooks.instant(row[5]));
    }
}
