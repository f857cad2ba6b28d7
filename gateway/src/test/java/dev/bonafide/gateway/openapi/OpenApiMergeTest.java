package dev.bonafide.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.gateway.routes.Route;
import dev.bonafide.gateway.routes.RouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OpenApiMerge merge = new OpenApiMerge(new RouteTable(List.of(
            new Route("/v1/orders", "escrow", false),
            new Route("/v1/payment-webhooks", "escrow", true),
            new Route("/v1/listings", "listing", false))));

    @Test
    void twoServicesMayEachHaveAStage() throws JsonProcessingException {
        merge.add("escrow", description("/v1/orders", "read"));
        merge.add("listing", description("/v1/listings", "read"));
        JsonNode whole = merge.whole("1", List.of());
        assertThat(whole.at("/components/schemas").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("Escrow_Stage", "Listing_Stage");
        assertThat(schema(whole, "/v1/orders")).isEqualTo("#/components/schemas/Escrow_Stage");
        assertThat(schema(whole, "/v1/listings")).isEqualTo("#/components/schemas/Listing_Stage");
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() throws JsonProcessingException {
        merge.add("escrow", description("/v1/orders", "read"));
        merge.add("listing", description("/v1/listings", "read"));
        JsonNode whole = merge.whole("1", List.of());
        assertThat(whole.at("/paths/~1v1~1orders/get/operationId").asText()).isEqualTo("read");
        assertThat(whole.at("/paths/~1v1~1listings/get/operationId").asText()).isEqualTo("listing_read");
    }

    @Test
    void onlyPathsThatLeadToTheServiceAreShown() throws JsonProcessingException {
        merge.add("escrow", description("/sandbox/clock", "hidden"));
        merge.add("escrow", description("/v1/listings", "foreign"));
        assertThat(merge.whole("1", List.of()).path("paths")).isEmpty();
    }

    @Test
    void onlyASignedWebhookNeedsNoToken() throws JsonProcessingException {
        merge.add("escrow", description("/v1/orders", "read"));
        merge.add("escrow", description("/v1/payment-webhooks/sandbox", "hear"));
        JsonNode whole = merge.whole("1", List.of());
        assertThat(whole.at("/security/0/token").isArray()).isTrue();
        assertThat(whole.at("/paths/~1v1~1orders/get").has("security")).isFalse();
        assertThat(whole.at("/paths/~1v1~1payment-webhooks~1sandbox/get/security")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whoIsMissingIsNamed() {
        assertThat(merge.whole("1", List.of("risk", "listing"))
                        .at("/info/description")
                        .asText())
                .endsWith("listing, risk.");
    }

    private static String schema(JsonNode whole, String path) {
        return whole.path("paths")
                .path(path)
                .at("/get/responses/200/content/application~1json/schema/$ref")
                .asText();
    }

    private static ObjectNode description(String path, String operation) throws JsonProcessingException {
        return (ObjectNode) MAPPER.readTree("""
                {"openapi": "3.1.0", "paths": {"%s": {"get": {"operationId": "%s", "security": [{"own": []}],
                   "responses": {"200": {"description": "ok", "content": {"application/json":
                      {"schema": {"$ref": "#/components/schemas/Stage"}}}}}}}},
                 "components": {"schemas": {"Stage": {"type": "string"}},
                                "securitySchemes": {"own": {"type": "http", "scheme": "bearer"}}}}""".formatted(path, operation));
    }
}
