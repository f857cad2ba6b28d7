package dev.bonafide.escrow.payment;

/** How a buyer pays, and through whom. */
public enum PaymentMethod {
    /** A card that exists in the sandbox only. */
    SANDBOX_CARD("sandbox");

    private final String provider;

    PaymentMethod(String provider) {
        this.provider = provider;
    }

    /** The name of the provider that takes it. */
    public String provider() {
        return provider;
    }
}
