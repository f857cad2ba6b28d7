package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.ledger.ReconciliationDesk;
import dev.bonafide.escrow.store.Movements;
import dev.bonafide.escrow.store.Reconciliations;
import dev.bonafide.escrow.store.SettlementLines;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Providers' settlement files against our books, day by day. */
@Path("/v1/reconciliations")
@Tag(name = "Reconciliation")
public class ReconciliationResource {
    /** A file that fits nowhere is not shown line by line: the first ones tell what is wrong. */
    private static final int MISFITS_MAX = 200;

    private final ReconciliationDesk desk;
    private final Reconciliations reconciliations;
    private final SettlementLines lines;
    private final Movements movements;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    ReconciliationResource(
            ReconciliationDesk desk,
            Reconciliations reconciliations,
            SettlementLines lines,
            Movements movements,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.desk = desk;
        this.reconciliations = reconciliations;
        this.lines = lines;
        this.movements = movements;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** The wish to have a day checked, once more if it has been. */
    @Schema(name = "CheckDay")
    public record CheckBody(
            @NotNull String provider, @NotNull LocalDate day) {}

    /** The checks that were made. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "listReconciliations", summary = "Checks of settlement files, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "one cent", value = PaymentExamples.RECONCILIATIONS)))
    public Uni<Page<ReconciliationView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        var before = Cursor.decode(cursor).map(place -> place.id(0)).orElse(null);
        var size = Page.limit(limit);
        return transactions
                .run(session -> reconciliations.newest(session, before, size + 1))
                .map(found -> Page.of(found, size, done -> Cursor.of(done.id()))
                        .map(done -> ReconciliationView.of(done, null)));
    }

    /** One check, with everything that does not fit. */
    @GET
    @Path("/{reconciliationId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Operation(operationId = "getReconciliation", summary = "A check, naming the first 200 things that do not fit")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "one cent", value = PaymentExamples.RECONCILIATION)))
    @APIResponse(responseCode = "404", description = "RECONCILIATION_NOT_FOUND")
    public Uni<ReconciliationView> get(UUID reconciliationId) {
        return transactions.run(session -> reconciliations
                .find(session, reconciliationId)
                .chain(found -> {
                    if (found == null) {
                        throw new ProblemException(Problem.of(404, "RECONCILIATION_NOT_FOUND"));
                    }
                    return lines.misfits(session, reconciliationId, MISFITS_MAX)
                            .chain(misfits -> movements
                                    .missedIn(session, reconciliationId, MISFITS_MAX)
                                    .map(missing -> ReconciliationView.of(
                                            found, ReconciliationView.misfits(misfits, missing))));
                }));
    }

    /** Has a day checked now. What was booked for it before is not booked again. */
    @POST
    @RolesAllowed(Roles.FINANCE)
    @Operation(operationId = "checkDay", summary = "Have the file of a day checked, once more if it has been")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CheckBody.class),
                            examples = @ExampleObject(name = "day", value = PaymentExamples.CHECK)))
    @APIResponse(responseCode = "202", description = "It is being checked; Location says where the result will be")
    @APIResponse(responseCode = "404", description = "NO_SETTLEMENT_FILES")
    @APIResponse(responseCode = "422", description = "DAY_NOT_OVER")
    public Uni<Response> check(@Valid @NotNull CheckBody body) {
        var account = caller.accountId();
        if (!desk.checked().contains(body.provider())) {
            throw new ProblemException(Problem.of(404, "NO_SETTLEMENT_FILES").with("provider", body.provider()));
        }
        var last = desk.lastDay(body.provider());
        if (body.day().isAfter(last)) {
            throw new ProblemException(
                    Problem.of(422, "DAY_NOT_OVER").with("lastDay", last).with(FieldError.at("/day", "NOT_OVER")));
        }
        return idempotency.once(
                account,
                body,
                session -> desk.begin(session, body.provider(), body.day())
                        .map(id -> Answer.accepted(Map.of("reconciliationId", id))
                                .with(HttpHeaders.LOCATION, "/v1/reconciliations/" + id)));
    }
}
