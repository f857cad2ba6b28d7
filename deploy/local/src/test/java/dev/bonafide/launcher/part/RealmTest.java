package dev.bonafide.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RealmTest {
    private static final List<String> ROLES =
            List.of("member", "arbiter", "inspector", "risk-analyst", "finance", "moderator", "auditor", "operator");

    private final JsonNode realm = read();

    @Test
    void theRealmHasExactlyTheRolesOfTheHouse() {
        assertThat(elements(realm.at("/roles/realm"))
                        .map(role -> role.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(ROLES);
    }

    @Test
    void everyPersonHasAFixedIdOfTheirOwn() {
        var ids = elements(realm.path("users"))
                .map(user -> user.path("id").asText())
                .toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
    }

    @Test
    void everyPersonCanLogInWithTheirNameAndHasOneRole() {
        assertThat(elements(realm.path("users"))).allSatisfy(user -> {
            assertThat(user.path("enabled").asBoolean()).isTrue();
            assertThat(user.path("requiredActions")).isEmpty();
            assertThat(List.of("email", "firstName", "lastName")).allMatch(user::hasNonNull);
            assertThat(user.at("/credentials/0/value").asText())
                    .isEqualTo(user.path("username").asText());
            assertThat(user.path("realmRoles")).hasSize(1);
            assertThat(ROLES).contains(user.at("/realmRoles/0").asText());
        });
    }

    @Test
    void everyRoleHasSomebodyToShowIt() {
        var held = elements(realm.path("users"))
                .map(user -> user.at("/realmRoles/0").asText());

        assertThat(held.toList()).containsAll(ROLES);
    }

    @Test
    void theClientsTokensAreMeantForTheApiAndNameTheirSubject() {
        var client = realm.at("/clients/0");

        assertThat(client.path("clientId").asText()).isEqualTo("bonafide-web");
        assertThat(client.path("publicClient").asBoolean()).isTrue();
        assertThat(client.at("/protocolMappers/0/config/included.custom.audience")
                        .asText())
                .isEqualTo("bonafide-api");
        assertThat(elements(client.path("defaultClientScopes")).map(JsonNode::asText))
                .contains("basic", "roles");
    }

    @Test
    void guessingPasswordsIsSlowedDown() {
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(900);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("../keycloak/bonafide-realm.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
