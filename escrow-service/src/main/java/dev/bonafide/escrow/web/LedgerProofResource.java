package dev.bonafide.escrow.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.escrow.desk.ledger.ProofDesk;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.proof.ledger.ExportLines;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The books' proof of themselves, for those who check them. */
@Path("/v1/ledger")
@Tag(name = "Ledger")
@RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
public class LedgerProofResource {
    private final ProofDesk desk;
    private final Transactions transactions;

    LedgerProofResource(ProofDesk desk, Transactions transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    /** How long the chain is, where it ends, how far it was verified, and what is wrong with it if anything is. */
    @GET
    @Path("/proof")
    @Operation(
            operationId = "getLedgerProof",
            summary = "The state of the ledger's chain, and its links from a number on")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = LedgerViews.ProofView.class),
                            examples = @ExampleObject(name = "one link", value = Examples.PROOF)))
    public Uni<LedgerViews.ProofView> proof(
            @QueryParam("from") @Nullable @Min(1) Long from, @QueryParam("limit") @Nullable Integer limit) {
        if (from == null) {
            return transactions.run(desk::proof).map(proof -> LedgerViews.ProofView.of(proof, null, null));
        }
        var size = Page.limit(limit);
        return transactions.run(session -> desk.proof(session)
                .chain(proof -> desk.page(session, from - 1, size + 1)
                        .map(links -> LedgerViews.ProofView.of(
                                proof,
                                links.stream()
                                        .limit(size)
                                        .map(ExportLines::line)
                                        .toList(),
                                links.size() > size ? links.get(size).seal().n() : null))));
    }

    /** The chain with its entries, one per line, to be checked by {@code ./bonafide ledger verify} or anybody else. */
    @GET
    @Path("/export")
    @Produces(ExportLines.MEDIA_TYPE)
    @Operation(operationId = "exportLedger", summary = "The ledger's chain with all entries, to be verified without us")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = ExportLines.MEDIA_TYPE,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "one entry", value = Examples.EXPORT)))
    @APIResponse(responseCode = "404", description = "SEAL_NOT_FOUND")
    public Multi<ObjectNode> export(@QueryParam("from") @DefaultValue("1") @Min(1) long from) {
        return RestMulti.fromUniResponse(
                transactions.run(session -> desk.place(session, from - 1)).invoke(place -> {
                    if (place == null) {
                        throw new ProblemException(
                                Problem.of(404, "SEAL_NOT_FOUND").with("n", from - 1));
                    }
                }),
                desk::export);
    }
}
