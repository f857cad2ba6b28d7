package dev.bonafide.escrow.payment.stripe;

import com.stripe.param.DisputeUpdateParams.Evidence;
import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk.Statement;
import java.util.List;

/** Our statements in the fields that Stripe passes on to banks; what has no field of its own goes into the free text. */
final class StripeEvidence {
    private static final int TEXT_LENGTH_MAX = 20_000;

    private StripeEvidence() {}

    static Evidence of(List<Statement> statements) {
        var evidence = Evidence.builder();
        var rest = new StringBuilder();
        for (var statement : statements) {
            var text = cut(statement.text());
            switch (statement.name()) {
                case "product_description" -> evidence.setProductDescription(text);
                case "shipping_carrier" -> evidence.setShippingCarrier(text);
                case "shipping_date" -> evidence.setShippingDate(text);
                case "shipping_tracking_number" -> evidence.setShippingTrackingNumber(text);
                case "access_activity_log" -> evidence.setAccessActivityLog(text);
                case "refund_policy_disclosure" -> evidence.setRefundPolicyDisclosure(text);
                case "refund_refusal_explanation" -> evidence.setRefundRefusalExplanation(text);
                default ->
                    rest.append(statement.name())
                            .append(": ")
                            .append(statement.text())
                            .append('\n');
            }
        }
        if (!rest.isEmpty()) {
            evidence.setUncategorizedText(cut(rest.toString()));
        }
        return evidence.build();
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
    }
}
