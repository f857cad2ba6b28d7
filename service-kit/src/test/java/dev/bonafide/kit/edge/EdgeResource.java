package dev.bonafide.kit.edge;

import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import dev.bonafide.kit.security.SerialNumber;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Every way a request can go wrong, and one or two it can go right. */
@Path("/edge")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EdgeResource {

    /** An order for nothing. */
    public record Order(
            @NotBlank @Size(max = 40) String title,
            @Nullable Money price,
            @Min(1) @Max(9) int quantity,
            @Nullable List<@Valid Line> lines,
            @Nullable @SerialNumber String imei,
            @Nullable @SerialNumber(keys = "imei") Map<String, String> attributes,
            @Nullable Delivery delivery) {}

    /** How it comes. */
    public enum Delivery {
        PARCEL,
        IN_PERSON
    }

    /** A line of it. */
    public record Line(
            @NotBlank String text, @Nullable @SerialNumber List<String> serials) {}

    /** What was placed. */
    public record Placed(UUID id, String title) {}

    private final Idempotency idempotency;
    private final Caller caller;
    private final Transactions transactions;

    EdgeResource(Idempotency idempotency, Caller caller, Transactions transactions) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.transactions = transactions;
    }

    @POST
    @Path("/orders")
    @Authenticated
    public Uni<Response> place(@Valid @NotNull Order order) {
        UUID account = caller.accountId();
        return idempotency.once(
                account, order, session -> effect(session, account).chain(() -> answer(order)));
    }

    private static Uni<Integer> effect(Mutiny.Session session, UUID account) {
        return session.createNativeQuery("""
                        with effect as (
                            insert into thing (id, count) values (:id, 1)
                            on conflict (id) do update set count = thing.count + 1 returning id)
                        select count(*) from effect, pg_sleep(0.05)""", Long.class)
                .setParameter("id", account)
                .getSingleResult()
                .map(Long::intValue);
    }

    private static Uni<Answer> answer(Order order) {
        return switch (order.title()) {
            case "refuse" ->
                Uni.createFrom()
                        .item(Answer.of(Problem.of(409, "ORDER_NOT_PAYABLE").with("allowed", List.of("CANCEL"))));
            case "fail" -> Uni.createFrom().failure(new IllegalStateException("secret of the house"));
            case "end" -> Uni.createFrom().failure(new ProblemException(HttpProblems.notFound()));
            default -> {
                UUID id = UUID.randomUUID();
                yield Uni.createFrom()
                        .item(Answer.created("/edge/orders/" + id, new Placed(id, order.title()))
                                .withVersion(1));
            }
        };
    }

    @GET
    @Path("/things/{id}")
    public Placed thing(@PathParam("id") UUID id, @QueryParam("limit") @Min(1) @Nullable Integer limit) {
        return new Placed(id, "limit " + Page.limit(limit));
    }

    @GET
    @Path("/me")
    @RolesAllowed(Roles.MEMBER)
    public Map<String, Object> me() {
        return Map.of("account", caller.accountId(), "operator", caller.hasRole(Roles.OPERATOR));
    }

    @GET
    @Path("/operators-only")
    @RolesAllowed(Roles.OPERATOR)
    public String operatorsOnly() {
        return "\"welcome\"";
    }

    @GET
    @Path("/refused")
    public Problem refused() {
        return Problem.of(409, "ORDER_NOT_PAYABLE").with("allowed", List.of("CANCEL", "PAY"));
    }

    @GET
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("select secret from house");
    }

    @GET
    @Path("/cut-off")
    public Uni<String> cutOff() {
        return Uni.createFrom().failure(new RuntimeException(new ConnectException("db.internal:5432 refused")));
    }

    @GET
    @Path("/database")
    public Uni<Map<String, Integer>> database() {
        return transactions.run(session -> session.createNativeQuery("select 1", Integer.class)
                .getSingleResult()
                .map(one -> Map.of("one", one)));
    }

    @GET
    @Path("/slow")
    public Uni<Map<String, Integer>> slow(@QueryParam("seconds") double seconds) {
        return transactions.run(session -> session.createNativeQuery("select 1 from pg_sleep(:seconds)", Integer.class)
                .setParameter("seconds", seconds)
                .getSingleResult()
                .map(one -> Map.of("one", one)));
    }

    @GET
    @Path("/bad-sql")
    public Uni<List<Object>> badSql() {
        return transactions.run(session -> session.createNativeQuery("select secret from house", Object.class)
                .getResultList());
    }
}
