package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.EvidenceBundle;
import dev.bonafide.escrow.desk.chargeback.ContestDesk;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payments that a buyer's bank has pulled back, for those whose work it is. */
@Path("/v1/chargebacks")
@Tag(name = "Chargebacks")
@RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
public class ChargebackResource {
    private final Chargebacks chargebacks;
    private final ContestDesk contests;
    private final Transactions transactions;

    ChargebackResource(Chargebacks chargebacks, ContestDesk contests, Transactions transactions) {
        this.chargebacks = chargebacks;
        this.contests = contests;
        this.transactions = transactions;
    }

    /**
     * A case.
     *
     * @param frozen what of the sale could be kept from moving
     * @param dueBy until when the bank takes evidence
     * @param evidence what was handed in; of an open case, what would be now
     */
    @Schema(name = "Chargeback")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChargebackView(
            UUID chargebackId,
            String provider,
            String reference,
            UUID orderId,
            UUID paymentId,
            Money amount,
            String reason,
            Chargeback.Status status,
            Chargeback.Frozen frozen,
            Instant openedAt,
            Instant dueBy,
            @Nullable Instant contestedAt,
            @Nullable Instant closedAt,
            @Nullable EvidenceBundle evidence) {
        static ChargebackView of(Chargeback chargeback, @Nullable EvidenceBundle evidence) {
            return new ChargebackView(
                    chargeback.id(),
                    chargeback.provider(),
                    chargeback.reference(),
                    chargeback.orderId(),
                    chargeback.paymentId(),
                    chargeback.amount(),
                    chargeback.reason(),
                    chargeback.status(),
                    chargeback.frozen(),
                    chargeback.openedAt(),
                    chargeback.dueBy(),
                    chargeback.contestedAt(),
                    chargeback.closedAt(),
                    evidence);
        }
    }

    /** All cases, or those of one status. */
    @GET
    @Operation(operationId = "listChargebacks", summary = "Chargebacks, newest first, without their evidence")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "open", value = PaymentExamples.CHARGEBACKS)))
    public Uni<Page<ChargebackView>> list(
            @QueryParam("status") Chargeback.@Nullable Status status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> chargebacks.newest(session, status, before, size + 1))
                .map(found -> Page.of(found, size, chargeback -> Cursor.of(chargeback.id()))
                        .map(chargeback -> ChargebackView.of(chargeback, null)));
    }

    /** One case with its evidence. */
    @GET
    @Path("/{chargebackId}")
    @Operation(operationId = "getChargeback", summary = "A chargeback, with what was or would be handed in")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "open", value = PaymentExamples.CHARGEBACK)))
    @APIResponse(responseCode = "404", description = "CHARGEBACK_NOT_FOUND")
    public Uni<ChargebackView> get(UUID chargebackId) {
        return transactions.run(session -> chargebacks
                .find(session, chargebackId)
                .chain(chargeback -> {
                    if (chargeback == null) {
                        throw new ProblemException(Problem.of(404, "CHARGEBACK_NOT_FOUND"));
                    }
                    var handedIn = chargeback.evidence();
                    return handedIn == null
                            ? contests.collect(session, chargeback).map(bundle -> ChargebackView.of(chargeback, bundle))
                            : Uni.createFrom()
                                    .item(ChargebackView.of(
                                            chargeback, EventJson.read(handedIn, EvidenceBundle.class)));
                }));
    }
}
