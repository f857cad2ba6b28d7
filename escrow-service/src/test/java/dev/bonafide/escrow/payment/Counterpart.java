package dev.bonafide.escrow.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.kit.money.Money;
import java.util.Comparator;
import java.util.List;

/**
 * A provider as the contract needs it: the real adapter on our side, and on the other a server that answers and signs as
 * that company's documentation says. Each test begins with one that knows nothing.
 */
public abstract class Counterpart implements AutoCloseable, WebhookContract.Sender {
    protected final WireMockServer server;

    /**
     * @param port where it listens; any if 0
     */
    protected Counterpart(int port, Extension... extensions) {
        server = new WireMockServer(options().port(port).jettyStopTimeout(100L).extensions(extensions));
        server.start();
    }

    /** What can be asked for. */
    public enum What {
        PAYMENT,
        HOLD,
        CAPTURE,
        RELEASE,
        REFUND,
        PAYOUT
    }

    /** How far something is at the provider. */
    public enum State {
        UNKNOWN,
        OPEN,
        RESERVED,
        DONE,
        FAILED,
        LAPSED
    }

    /**
     * An amount and how it is written on the wire.
     *
     * @param amount ours
     * @param written the provider's
     */
    public record Written(Money amount, String written) {}

    /** The adapter under test, as configuration makes it. */
    public abstract PaymentProvider provider();

    /** An amount in a currency that the provider takes. */
    public abstract Money price();

    /** Amounts at the edges of what the provider can be asked for. */
    public abstract List<Written> amounts();

    /** Lets it do what it is asked, once or many times under the same key. */
    public abstract void does(What what, Money amount);

    /** Lets it understand and refuse; the code that has to come out. */
    public abstract String refuses(What what);

    /** A refusal of whatever is asked, which does not say that there is no such thing. */
    public abstract ResponseDefinitionBuilder refusal();

    /** Lets it know something of what it was asked before. */
    public abstract void knows(Asked asked, State state, Money amount);

    /** The requests that do something, not those that only ask. */
    protected abstract RequestPatternBuilder requests(What what);

    /** Under which key of ours a request goes. */
    protected abstract String key(LoggedRequest request);

    /** How a request writes its amount. */
    public abstract String amountIn(LoggedRequest request);

    @Override
    public boolean signsEveryBit() {
        return true;
    }

    /** Answers everything like this, whatever was agreed before. */
    public final void answersAll(ResponseDefinitionBuilder answer) {
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** The requests that came and do something, in their order. */
    public final List<LoggedRequest> seen(What what) {
        return server.findAll(requests(what)).stream()
                .sorted(Comparator.comparing(request -> request.getLoggedDate().toInstant()))
                .toList();
    }

    /** The keys under which something was asked for. */
    public final List<String> keysSeen(What what) {
        return seen(what).stream().map(this::key).toList();
    }

    /** Forgets everything. */
    public void reset() {
        server.resetAll();
    }

    /** How many requests came at all. */
    public final int requestsSeen() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
