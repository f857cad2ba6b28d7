package dev.bonafide.escrow.web;

import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.sandbox.SandboxProvider;
import dev.bonafide.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settlement file of the sandbox's provider, for whoever wants to look into it. Only in the sandbox. */
@Path("/v1/sandbox/settlements/{day}")
@Tag(name = "Sandbox")
@RolesAllowed({Roles.OPERATOR, Roles.FINANCE})
public class SandboxSettlementResource {
    /** For those who ask for it; without a wish it is JSON. */
    private static final String CSV = "text/csv;qs=0.5";

    private final SandboxProvider provider;

    SandboxSettlementResource(SandboxProvider provider) {
        this.provider = provider;
    }

    /** What the provider says it has moved on a day. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getSandboxSettlement", summary = "The settlement file of a day (JSON, or CSV by Accept)")
    public Uni<Views.ItemsView<SettlementLine>> json(LocalDate day) {
        return lines(day).map(Views.ItemsView::new);
    }

    /** The same for a spreadsheet. */
    @GET
    @Produces(CSV)
    @Operation(hidden = true)
    public Uni<String> csv(LocalDate day) {
        return lines(day)
                .map(lines -> lines.stream()
                        .map(line -> String.join(
                                ",",
                                line.kind().name(),
                                String.valueOf(line.subject()),
                                line.reference(),
                                Long.toString(line.amount().amountMinor()),
                                Long.toString(line.fee().amountMinor()),
                                line.amount().currency().getCurrencyCode(),
                                line.at().toString()))
                        .collect(Collectors.joining(
                                "\r\n", "kind,subject,reference,amount_minor,fee_minor,currency,at\r\n", "\r\n")));
    }

    private Uni<List<SettlementLine>> lines(LocalDate day) {
        if (!provider.isOffered()) {
            throw new NotFoundException();
        }
        return provider.settlementOf(day);
    }
}
