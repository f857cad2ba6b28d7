package dev.bonafide.escrow.web;

import dev.bonafide.escrow.payment.sandbox.SandboxProvider;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The page on which a buyer proves to the sandbox's bank who they are, as with 3-D Secure. Whoever knows its address may
 * use it, as at a real bank; outside the sandbox it is not there.
 */
@Path("/v1/sandbox/challenges/{secret}")
@Tag(name = "Sandbox")
@PermitAll
public class SandboxChallengeResource {
    private static final String PAGE = """
            <!doctype html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>沙箱银行 · Sandbox bank</title></head>
            <body>
            <h1>沙箱银行 · Sandbox bank</h1>
            <p>付款 %s,请确认是您本人。<br>A payment of %s. Is it you?</p>
            <form method="post" action="%s/pass"><button>确认 · It is me</button></form>
            <form method="post" action="%s/fail"><button>取消 · It is not</button></form>
            </body></html>
            """;
    private static final String DONE = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>沙箱银行 · Sandbox bank</title></head>
            <body><p>已收到,您可以关闭此页。<br>Received. You may close this page.</p></body></html>
            """;

    private final SandboxProvider provider;
    private final Transactions transactions;

    SandboxChallengeResource(SandboxProvider provider, Transactions transactions) {
        this.provider = provider;
        this.transactions = transactions;
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showSandboxChallenge", summary = "The page of the sandbox's bank, for a browser")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "404", description = "Nobody is asked here, or not any more")
    public Uni<Response> show(String secret) {
        requireSandbox();
        return transactions.run(session -> provider.challenge(session, secret)).map(amount -> {
            if (amount == null) {
                throw new NotFoundException();
            }
            return page(PAGE.formatted(amount, amount, secret, secret));
        });
    }

    /** The buyer says that it is them. */
    @POST
    @Path("/pass")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "passSandboxChallenge", summary = "Prove to the sandbox's bank who one is")
    public Uni<Response> pass(String secret) {
        return answer(secret, true);
    }

    /** The buyer could not prove it, or did not want to. */
    @POST
    @Path("/fail")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "failSandboxChallenge", summary = "Fail to prove to the sandbox's bank who one is")
    public Uni<Response> fail(String secret) {
        return answer(secret, false);
    }

    private Uni<Response> answer(String secret, boolean passed) {
        requireSandbox();
        return transactions
                .run(session -> provider.challenged(session, secret, passed))
                .map(known -> {
                    if (!known) {
                        throw new NotFoundException();
                    }
                    return page(DONE);
                });
    }

    private void requireSandbox() {
        if (!provider.isOffered()) {
            throw new NotFoundException();
        }
    }

    private static Response page(String html) {
        return Response.ok(html, MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }
}
