package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.desk.order.Policies;
import dev.bonafide.escrow.store.PolicyVersions;
import dev.bonafide.escrow.store.PolicyVersions.Kept;
import dev.bonafide.escrow.store.PolicyVersions.Kind;
import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What sales cost, today, in the past and soon. An order names the schedule it was placed under. */
@Path("/v1/fee-schedules")
@Tag(name = "Fees")
@RolesAllowed({Roles.MEMBER, Roles.FINANCE, Roles.AUDITOR})
public class FeeScheduleResource {
    private final Policies policies;
    private final PolicyVersions versions;
    private final Transactions transactions;
    private final Clock clock;

    FeeScheduleResource(Policies policies, PolicyVersions versions, Transactions transactions, Clock clock) {
        this.policies = policies;
        this.versions = versions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A fee schedule; 100 basis points are 1 % of the price.
     *
     * @param from the first instant at which it is in force
     * @param inForce whether an order placed now would be placed under it
     */
    @Schema(name = "FeeSchedule")
    record FeeScheduleView(
            String version,
            Instant from,
            boolean inForce,
            int buyerFeeBasisPoints,
            int sellerFeeBasisPoints,
            List<ServicePriceView> services) {}

    /** What a service costs: a share of the price, within bounds. */
    @Schema(name = "ServicePrice")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServicePriceView(
            Service service,
            Payer paidBy,
            int basisPoints,
            Money atLeast,
            @Nullable Money atMost) {}

    /** Every schedule that is or has been in force, and those that have been decided on. */
    @GET
    @Operation(operationId = "listFeeSchedules", summary = "The fee schedules of the past, of today and to come")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "one", value = CheckoutExamples.FEE_SCHEDULES)))
    public Uni<Views.ItemsView<FeeScheduleView>> list() {
        var now = clock.instant();
        var planned = policies.fees().all().stream()
                .filter(version -> version.from().isAfter(now))
                .map(version -> view(version.name(), version.from(), version.policy()));
        return transactions
                .run(session -> versions.all(session, Kind.FEES))
                .map(kept -> new Views.ItemsView<>(
                        Stream.concat(kept.stream().map(this::view), planned).toList()));
    }

    /** The schedule of that name, however long ago. */
    @GET
    @Path("/{version}")
    @Operation(operationId = "getFeeSchedule", summary = "The fee schedule an order names")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FeeScheduleView.class)))
    @APIResponse(responseCode = "404", description = "FEE_SCHEDULE_UNKNOWN")
    public Uni<FeeScheduleView> get(String version) {
        return transactions
                .run(session -> versions.find(session, Kind.FEES, version))
                .map(kept -> {
                    if (kept == null) {
                        throw new ProblemException(Problem.of(404, "FEE_SCHEDULE_UNKNOWN"));
                    }
                    return view(kept);
                });
    }

    private FeeScheduleView view(Kept kept) {
        return view(kept.version(), kept.from(), EventJson.read(kept.content(), FeeSchedule.class));
    }

    private FeeScheduleView view(String version, Instant from, FeeSchedule schedule) {
        var inForce = policies.fees().at(clock.instant()).name().equals(version);
        return new FeeScheduleView(
                version,
                from,
                inForce,
                schedule.buyerFeeBasisPoints(),
                schedule.sellerFeeBasisPoints(),
                schedule.services().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new ServicePriceView(
                                entry.getKey(),
                                entry.getValue().paidBy(),
                                entry.getValue().basisPoints(),
                                entry.getValue().atLeast(),
                                entry.getValue().atMost()))
                        .toList());
    }
}
