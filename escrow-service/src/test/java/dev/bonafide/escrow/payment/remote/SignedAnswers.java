package dev.bonafide.escrow.payment.remote;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.function.Function;

/** Lets a server sign every answer as it leaves, as Chinese providers do; tests can make it sign wrongly. */
public final class SignedAnswers implements ResponseTransformerV2 {
    private final Function<String, Map<String, String>> signer;
    private volatile boolean wrongly;

    /**
     * @param signer from a body to the headers that sign it
     */
    public SignedAnswers(Function<String, Map<String, String>> signer) {
        this.signer = signer;
    }

    /** From now on signs something else than it says. */
    public void signWrongly() {
        wrongly = true;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        var body = response.getBodyAsString();
        var headers = new HttpHeaders(response.getHeaders().all());
        for (var header : signer.apply(wrongly ? body + " " : body).entrySet()) {
            headers = headers.plus(new HttpHeader(header.getKey(), header.getValue()));
        }
        return Response.Builder.like(response).but().headers(headers).build();
    }

    @Override
    public String getName() {
        return "signed-answers";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }
}
