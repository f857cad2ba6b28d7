package dev.bonafide.escrow.payment.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.MetadataStore;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A day of Stripe's balance transactions, in UTC, as lines of a settlement file. */
final class StripeSettlements {
    private static final Logger LOG = Logger.getLogger(StripeSettlements.class);
    private static final long PAGE = 100;
    private static final int PAGES_MAX = 10_000;

    private final StripeGateway gateway;

    StripeSettlements(StripeGateway gateway) {
        this.gateway = gateway;
    }

    List<SettlementLine> of(LocalDate day, Instant now) {
        var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isBefore(end)) {
            throw new UnclearAnswerException(StripeProvider.NAME, day + " is not over");
        }
        var params = BalanceTransactionListParams.builder()
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                        .setLt(end.getEpochSecond())
                        .build())
                .addExpand("data.source")
                .setLimit(PAGE);
        var lines = new ArrayList<SettlementLine>();
        for (var page = 0; page < PAGES_MAX; page++) {
            var transactions = StripeGateway.ask(
                    () -> gateway.stripe().balanceTransactions().list(params.build()));
            transactions.getData().forEach(transaction -> line(transaction).ifPresent(lines::add));
            if (!transactions.getHasMore()) {
                return List.copyOf(lines);
            }
            params.setStartingAfter(transactions.getData().getLast().getId());
        }
        throw new UnclearAnswerException(StripeProvider.NAME, day + " has too many balance transactions");
    }

    private static Optional<SettlementLine> line(BalanceTransaction transaction) {
        var kind = kind(transaction);
        if (kind == null) {
            // Such as our own payouts to the bank and Stripe's invoices: they move nothing that an order knows of.
            LOG.debugf("Left out %s of type %s", transaction.getId(), transaction.getType());
            return Optional.empty();
        }
        var source = transaction.getSourceObject();
        return Optional.of(new SettlementLine(
                kind,
                subject(source),
                reference(transaction, source),
                amount(transaction, source),
                StripeAmount.read(Math.absExact(transaction.getFee()), transaction.getCurrency()),
                Instant.ofEpochSecond(transaction.getCreated())));
    }

    private static @Nullable Kind kind(BalanceTransaction transaction) {
        return switch (transaction.getType()) {
            case "charge", "payment" -> Kind.PAYMENT;
            case "refund", "payment_refund" -> Kind.REFUND;
            case "refund_failure" -> Kind.REFUND_RETURNED;
            case "transfer" -> Kind.PAYOUT;
            case "adjustment" ->
                switch (transaction.getReportingCategory()) {
                    case "dispute" -> Kind.CHARGEBACK;
                    case "dispute_reversal" -> Kind.CHARGEBACK_RETURNED;
                    default -> null;
                };
            default -> null;
        };
    }

    private static @Nullable UUID subject(@Nullable BalanceTransactionSource source) {
        return source instanceof MetadataStore<?> thing && !(source instanceof Dispute)
                ? StripeReports.ourId(thing).orElse(null)
                : null;
    }

    /** What reports call it: a payment goes by its intent. */
    private static String reference(BalanceTransaction transaction, @Nullable BalanceTransactionSource source) {
        return source instanceof Charge charge && charge.getPaymentIntent() != null
                ? charge.getPaymentIntent()
                : transaction.getSource();
    }

    /** What the buyer or seller saw; the balance itself may be in another currency. */
    private static Money amount(BalanceTransaction transaction, @Nullable BalanceTransactionSource source) {
        if (transaction.getExchangeRate() != null) {
            switch (source) {
                case Charge charge -> {
                    return StripeAmount.read(charge.getAmountCaptured(), charge.getCurrency());
                }
                case Refund refund -> {
                    return StripeAmount.read(refund.getAmount(), refund.getCurrency());
                }
                case null, default -> {
                    // Nothing tells the amount before the exchange.
                }
            }
        }
        return StripeAmount.read(Math.absExact(transaction.getAmount()), transaction.getCurrency());
    }
}
