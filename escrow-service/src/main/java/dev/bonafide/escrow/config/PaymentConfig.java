package dev.bonafide.escrow.config;

import dev.bonafide.escrow.payment.PaymentMethod;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How this installation takes money, gives it back, and checks what providers say about both. */
@ConfigMapping(prefix = "bonafide.escrow.payments")
public interface PaymentConfig {
    /** The ways to pay that are offered where their provider is connected. */
    @WithDefault("SANDBOX_CARD,STRIPE_CARD,ALIPAY,WECHAT_PAY")
    Set<PaymentMethod> methods();

    /** Those whose amount is reserved at the buyer first unless the buyer says otherwise. */
    Optional<Set<PaymentMethod>> reserveFirst();

    /** How long before a reservation lapses something is done about it; business time. */
    @WithDefault("PT24H")
    Duration lapseMargin();

    Webhooks webhooks();

    Refunds refunds();

    Questions questions();

    Chargebacks chargebacks();

    Reconciliation reconciliation();

    /** How long a provider waits for our answer; machine time. */
    interface Webhooks {
        /** Then it is told to come back, and what it said goes on being heard. */
        @WithDefault("PT2S")
        Duration answerWithin();

        /** Messages heard at once; one more is told to come back at once. */
        @WithDefault("64")
        int underWayMax();
    }

    /** When a provider cannot give money back. */
    interface Refunds {
        /** Times it is asked before finance has to find another way. */
        @WithDefault("3")
        int triesMax();

        /** The pause before the next time; business time. */
        @WithDefault("PT6H")
        Duration retryAfter();
    }

    /** How a provider is asked what came of something; machine time. */
    interface Questions {
        /** How long a provider may take to tell by itself. */
        @WithDefault("PT20S")
        Duration patience();

        /** The pause after an ask that failed, and the first between questions; doubles with each further one. */
        @WithDefault("PT1S")
        Duration backOff();

        /** The longest pause. */
        @WithDefault("PT15M")
        Duration backOffMax();

        /** How often due questions are looked for. */
        @WithDefault("PT0.5S")
        Duration lookEvery();

        /** Questions without a decision after which a person is told, once. */
        @WithDefault("15")
        int alarmAfter();
    }

    /** When a buyer's bank pulls a payment back. */
    interface Chargebacks {
        /** How long before the bank's deadline the evidence is handed in; business time. */
        @WithDefault("PT48H")
        Duration contestMargin();

        /** Reasons for which the platform and not the seller bears a loss, if the delivery is proven. */
        @WithDefault("FRAUDULENT")
        Set<String> borneByPlatform();
    }

    /** How the settlement files of providers are checked. */
    interface Reconciliation {
        /** When, in the provider's zone, the file of the day before is there. */
        @WithDefault("10:30")
        LocalTime at();

        /** The zone in which a provider's day ends. */
        Map<String, ZoneId> zones();

        /** The zone of a provider that has none of its own in {@link #zones()}. */
        @WithDefault("Asia/Shanghai")
        ZoneId zone();

        /** How much later than we heard of a movement its line may come; business time. */
        @WithDefault("P2D")
        Duration lateLinesWithin();

        /** The pause before a file that is not there is asked for again; machine time. */
        @WithDefault("PT10M")
        Duration retryAfter();

        /** Times a file is asked for before a person is told. */
        @WithDefault("36")
        int triesMax();

        /** How often files that are due are looked for; machine time. */
        @WithDefault("PT1S")
        Duration lookEvery();

        /** Lines compared in one transaction. */
        @WithDefault("500")
        int linesPerStep();

        /** The zone in which that provider's day ends. */
        default ZoneId zoneOf(String provider) {
            return zones().getOrDefault(provider, zone());
        }
    }
}
