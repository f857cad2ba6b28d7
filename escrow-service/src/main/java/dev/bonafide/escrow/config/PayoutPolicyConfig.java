package dev.bonafide.escrow.config;

import dev.bonafide.escrow.payout.PayoutPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How sellers' money leaves. Durations are business time, but for the age of an authentication. */
@ConfigMapping(prefix = "bonafide.escrow.payouts")
public interface PayoutPolicyConfig {
    /** Names this set of values. */
    @WithDefault("2026-11")
    String version();

    /** How long a new account waits before money goes there. */
    @WithDefault("PT72H")
    Duration holdAfterChange();

    /** How often everything available is paid out by itself. */
    @WithDefault("P7D")
    Duration automaticEvery();

    /** The least that is paid out, in minor units. */
    @WithDefault("100")
    long minimumMinor();

    /** How long a provider may be silent before it is asked what came of a payout. */
    @WithDefault("PT15M")
    Duration inquireAfter();

    /** How long an outcome may be unknown before a person is told. */
    @WithDefault("P3D")
    Duration alarmAfter();

    /** What the identity provider must have done before an account may be changed. */
    StepUp stepUp();

    /** The strength and the age of an authentication (RFC 9470). */
    interface StepUp {
        /**
         * Accepted values of {@code acr}, best first. Without a value it is {@code 2}, a second factor; in the sandbox,
         * whose people have only passwords, also {@code 1}.
         */
        Optional<List<String>> acrValues();

        /** The oldest authentication that counts, by the machine's time. */
        @WithDefault("PT5M")
        Duration maxAge();
    }

    /** The policy as the rules read it. */
    default PayoutPolicy policy() {
        return new PayoutPolicy(
                version(), holdAfterChange(), automaticEvery(), minimumMinor(), inquireAfter(), alarmAfter());
    }
}
