package dev.bonafide.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(
            new Route("/v1/me", "identity", false),
            new Route("/v1/me/listings", "listing", false),
            new Route("/v1/me/restrictions", "risk", false),
            new Route("/v1/orders", "escrow", false),
            new Route("/v1/payment-webhooks", "escrow", true)));

    @ParameterizedTest
    @CsvSource({
        "/v1/me,                     identity",
        "/v1/me/verifications,       identity",
        "/v1/me/listings,            listing",
        "/v1/me/listings/of/mine,    listing",
        "/v1/me/restrictions,        risk",
        "/v1/orders,                 escrow",
        "/v1/orders/1/payments,      escrow",
        "/v1/payment-webhooks/x,     escrow"
    })
    void theLongestPathThatFitsWins(String path, String service) {
        assertThat(table.find(path))
                .hasValueSatisfying(route -> assertThat(route.service()).isEqualTo(service));
    }

    @ParameterizedTest
    @CsvSource({"/", "/v1", "/v1/mel", "/v1/orders2", "/v1/order", "/sandbox/clock", "/v2/orders", "/V1/orders"})
    void whatNoRouteCoversDoesNotExist(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @Test
    void twoRoutesWithTheSamePathAreRefused() {
        assertThatThrownBy(() -> new RouteTable(
                        List.of(new Route("/v1/a", "identity", false), new Route("/v1/a", "risk", false))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPathThatWouldNeverMatchIsRefused() {
        assertThatThrownBy(() -> new Route("/v1/a/", "identity", false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Route("v1", "identity", false)).isInstanceOf(IllegalArgumentException.class);
    }
}
