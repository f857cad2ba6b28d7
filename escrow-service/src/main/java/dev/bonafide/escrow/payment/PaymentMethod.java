package dev.bonafide.escrow.payment;

/** How a buyer pays, and through whom. Which of them an installation offers is configuration. */
public enum PaymentMethod {
    /** A card that exists in the sandbox only. */
    SANDBOX_CARD("sandbox"),
    /** A card or a wallet, on the page that Stripe's own script draws. */
    STRIPE_CARD("stripe"),
    /** A code that the buyer scans with Alipay. */
    ALIPAY("alipay"),
    /** A code that the buyer scans with WeChat. */
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
