package dev.bonafide.escrow.payment;

/** How a buyer pays, and through whom. Which of them an installation offers is configuration. */
public enum PaymentMethod {
    /** A card that exists in the sandbox only. */
    SANDBOX_CARD("sandbox"),
    STRIPE_CARD("stripe"),
    ALIPAY("alipay"),
    WECHAT_PAY("wechat");

    private final String provider;

    PaymentMethod(String provider) {
        this.provider = provider;
    }

    /** The name of the provider that takes it. */
    public String provider() {
        return provider;
    }
}
