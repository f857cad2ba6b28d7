package dev.bonafide.identity.web;

import dev.bonafide.identity.provider.SandboxMessages;
import dev.bonafide.identity.verification.PhoneNumber;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The mailbox of the sandbox's text messages. Outside the sandbox it is not there. */
@Path("/v1/sandbox/messages")
@Authenticated
@Tag(name = "Sandbox")
public class SandboxMessageResource {

    private static final String MESSAGES = """
            {"items": [{"messageId": "019aa1f0-0009-7003-8000-000000000003",
                        "accountId": "019aa1f0-0001-7002-8000-0000000003ea", "phone": "+8613800138000",
                        "text": "【Bonafide】验证码 123456，10 分钟内有效。", "code": "123456",
                        "sentAt": "2026-11-01T08:05:00Z"}]}""";

    private final SandboxMessages messages;
    private final KitConfig config;
    private final Caller caller;

    SandboxMessageResource(SandboxMessages messages, KitConfig config, Caller caller) {
        this.messages = messages;
        this.config = config;
        this.caller = caller;
    }

    /** The latest messages, the newest first: a member's own, for an operator all, if wanted to one phone. */
    @GET
    @Operation(operationId = "listSandboxMessages", summary = "Text messages of the sandbox")
    @APIResponse(
            responseCode = "200",
            description = "The newest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "a code", value = MESSAGES)))
    public Uni<Page<SandboxMessages.Message>> list(@RestQuery @Nullable String phone) {
        if (!config.sandbox()) {
            throw new NotFoundException();
        }
        @Nullable UUID whose = caller.hasRole(Roles.OPERATOR) ? null : caller.accountId();
        return messages.read(whose, number(phone)).map(found -> new Page<>(found, null));
    }

    private static @Nullable PhoneNumber number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        // A plus sign that was not escaped in the address arrives as a space.
        String bare = text.strip();
        return PhoneNumber.parse(bare.startsWith("+") ? bare : "+" + bare)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(400, "INVALID_PARAMETER").with(FieldError.in("phone", "PHONE_NUMBER"))));
    }
}
