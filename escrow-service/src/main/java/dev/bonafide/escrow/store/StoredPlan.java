package dev.bonafide.escrow.store;

import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * A plan with how its parts are asked for.
 *
 * @param mandate what the provider calls the buyer's agreement to be charged again; null until the first part is paid
 * @param laterScript what the sandbox's provider shall do with the later parts; real providers never see it
 */
public record StoredPlan(
        InstalmentPlan plan,
        PaymentMethod method,
        @Nullable String mandate,
        @Nullable String laterScript) {}
