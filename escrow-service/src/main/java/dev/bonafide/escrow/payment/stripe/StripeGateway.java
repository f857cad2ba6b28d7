package dev.bonafide.escrow.payment.stripe;

import static dev.bonafide.escrow.payment.stripe.StripeReports.OUR_ID;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.Transfer;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.service.V1Services;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import java.util.Optional;
import java.util.UUID;

/**
 * The calls we make at Stripe. Each blocks, carries our id as idempotency key and as metadata, and fails as refused or as
 * unclear.
 *
 * <p>Stripe forgets an idempotency key after a day, so the key alone would let an ask through twice when an outage lasted
 * longer. What moves money by itself is therefore looked for first where Stripe lists it without delay: refunds by their
 * payment, transfers by their group. A payment needs none of this: it moves no money until the buyer acts.
 */
final class StripeGateway {
    private static final long PAGE = 100;

    private final V1Services stripe;

    static {
        Stripe.enableTelemetry = false;
    }

    StripeGateway(StripeConfig config, String secretKey, Http http) {
        this.stripe = new StripeClient(
                        new LiveStripeResponseGetter(new StripeOptions(config, secretKey), new StripeHttp(http)))
                .v1();
    }

    V1Services stripe() {
        return stripe;
    }

    PaymentIntent create(PaymentAsk ask) {
        var id = ask.paymentId().toString();
        var params = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmount.of(ask.amount()))
                .setCurrency(StripeAmount.currency(ask.amount()))
                .setCaptureMethod(
                        switch (ask.capture()) {
                            case AT_ONCE -> CaptureMethod.AUTOMATIC;
                            case LATER -> CaptureMethod.MANUAL;
                        })
                .setAutomaticPaymentMethods(
                        AutomaticPaymentMethods.builder().setEnabled(true).build())
                .setTransferGroup(id)
                .putMetadata(OUR_ID, id)
                .build();
        return ask(() -> stripe.paymentIntents().create(params, key("payment", ask.paymentId())));
    }

    PaymentIntent retrieve(String intent) {
        var params =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return ask(() -> stripe.paymentIntents().retrieve(intent, params));
    }

    /**
     * The payment's intent, if one is known. The search lags behind by up to a minute, so whatever has been charged is
     * also looked for where there is no lag; and what both do not show yet is safe to ask for again under its key.
     */
    Optional<PaymentIntent> findPayment(UUID paymentId) {
        var search = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + OUR_ID + "']:'" + paymentId + "'")
                .build();
        var found = ask(() -> stripe.paymentIntents().search(search)).getData();
        if (!found.isEmpty()) {
            return Optional.of(retrieve(found.getFirst().getId()));
        }
        var charges = ChargeListParams.builder()
                .setTransferGroup(paymentId.toString())
                .setLimit(1L)
                .build();
        return ask(() -> stripe.charges().list(charges)).getData().stream()
                .findFirst()
                .map(charge -> retrieve(charge.getPaymentIntent()));
    }

    PaymentIntent capture(CaptureAsk ask) {
        var params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(StripeAmount.of(ask.amount()))
                .build();
        return ask(
                () -> stripe.paymentIntents().capture(ask.paymentReference(), params, key("capture", ask.captureId())));
    }

    PaymentIntent cancel(String intent, UUID paymentId) {
        return ask(() -> stripe.paymentIntents().cancel(intent, key("cancel", paymentId)));
    }

    Refund refund(RefundAsk ask) {
        var before = findRefund(ask.paymentReference(), ask.refundId());
        if (before.isPresent()) {
            return before.get();
        }
        var params = RefundCreateParams.builder()
                .setPaymentIntent(ask.paymentReference())
                .setAmount(StripeAmount.of(ask.amount()))
                .putMetadata(OUR_ID, ask.refundId().toString())
                .build();
        return ask(() -> stripe.refunds().create(params, key("refund", ask.refundId())));
    }

    Refund retrieveRefund(String refund) {
        return ask(() -> stripe.refunds().retrieve(refund));
    }

    /** The refund of that id among those of a payment. */
    Optional<Refund> findRefund(String intent, UUID refundId) {
        var params = RefundListParams.builder().setPaymentIntent(intent).setLimit(PAGE);
        while (true) {
            var refunds = ask(() -> stripe.refunds().list(params.build()));
            var ours = refunds.getData().stream()
                    .filter(refund ->
                            StripeReports.ourId(refund).filter(refundId::equals).isPresent())
                    .findFirst();
            if (ours.isPresent() || !refunds.getHasMore()) {
                return ours;
            }
            params.setStartingAfter(refunds.getData().getLast().getId());
        }
    }

    Transfer transfer(PayoutAsk ask) {
        var before = findTransfer(ask.payoutId());
        if (before.isPresent()) {
            return before.get();
        }
        var id = ask.payoutId().toString();
        var params = TransferCreateParams.builder()
                .setAmount(StripeAmount.of(ask.amount()))
                .setCurrency(StripeAmount.currency(ask.amount()))
                .setDestination(ask.destination())
                .setTransferGroup(id)
                .putMetadata(OUR_ID, id)
                .build();
        return ask(() -> stripe.transfers().create(params, key("payout", ask.payoutId())));
    }

    Optional<Transfer> findTransfer(UUID payoutId) {
        var params = TransferListParams.builder()
                .setTransferGroup(payoutId.toString())
                .setLimit(1L)
                .build();
        return ask(() -> stripe.transfers().list(params)).getData().stream().findFirst();
    }

    /** Hands evidence in, unless some has been: a bank takes it once. */
    Dispute contest(ContestAsk ask) {
        var known = ask(() -> stripe.disputes().retrieve(ask.chargebackReference()));
        var details = known.getEvidenceDetails();
        var submissions = details == null ? null : details.getSubmissionCount();
        if (submissions != null && submissions > 0) {
            return known;
        }
        var params = DisputeUpdateParams.builder()
                .setEvidence(StripeEvidence.of(ask.statements()))
                .setSubmit(true)
                .putMetadata(OUR_ID, ask.contestId().toString())
                .build();
        return ask(() -> stripe.disputes().update(ask.chargebackReference(), params, key("contest", ask.contestId())));
    }

    /** A call of the SDK. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws StripeException;
    }

    /** Runs a call; what the SDK throws becomes refused or unclear, and none of its messages goes further. */
    static <T> T ask(Call<T> call) {
        try {
            return call.run();
        } catch (CardException | InvalidRequestException refused) {
            var error = refused.getStripeError();
            throw new AskRefusedException(
                    StripeProvider.NAME, error == null ? "INVALID_REQUEST" : StripeReports.code(error));
        } catch (StripeException unclear) {
            throw new UnclearAnswerException(
                    StripeProvider.NAME, unclear.getClass().getSimpleName() + ", status " + unclear.getStatusCode());
        }
    }

    private static RequestOptions key(String what, UUID id) {
        return RequestOptions.builder()
                .setIdempotencyKey("bonafide-" + what + "-" + id)
                .build();
    }
}
