package dev.bonafide.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.home.Secrets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartEnvironmentTest {
    @TempDir
    private Path folder;

    @Test
    void aServiceFindsItsOwnDatabaseAndNobodyElses() {
        var secrets = Secrets.open(folder.resolve("secrets.properties"));
        var escrow = (Service) House.find("escrow-service").orElseThrow();

        var environment = PartEnvironment.of(escrow, site(3000), secrets);

        assertThat(environment)
                .containsEntry("HTTP_HOST", "127.0.0.1")
                .containsEntry("HTTP_PORT", "11103")
                .containsEntry("DB_HOST_PORT", "127.0.0.1:18432")
                .containsEntry("DB_NAME", "escrow")
                .containsEntry("DB_USER", "escrow")
                .containsEntry("DB_PASSWORD", secrets.databasePassword("escrow"))
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:22092")
                .containsEntry("OIDC_ISSUER", "http://localhost:21080/realms/bonafide")
                .containsEntry("BONAFIDE_SANDBOX", "true")
                .containsEntry("ESCROW_URL", "http://127.0.0.1:11103")
                .containsKeys("OBJECT_STORE_DIR", "OBJECT_STORE_KEY", "DATA_KEY")
                .doesNotContainKey("LISTING_URL");
        assertThat(environment.values()).doesNotContain(secrets.superuserPassword());
    }

    @Test
    void theTablesOfTheLedgerBelongToAnotherRoleThanTheService() {
        var secrets = Secrets.open(folder.resolve("secrets.properties"));

        var escrow = PartEnvironment.of((Service) House.find("escrow").orElseThrow(), site(0), secrets);
        assertThat(escrow)
                .containsEntry("DB_USER", "escrow")
                .containsEntry("DB_OWNER_USER", "escrow_owner")
                .containsEntry("DB_OWNER_PASSWORD", secrets.databasePassword("escrow_owner"));

        var listing = PartEnvironment.of((Service) House.find("listing").orElseThrow(), site(0), secrets);
        assertThat(listing)
                .containsEntry("DB_OWNER_USER", "listing")
                .containsEntry("DB_OWNER_PASSWORD", secrets.databasePassword("listing"));
    }

    @Test
    void theGatewayKnowsEveryAddressAndNoDatabase() {
        var environment = PartEnvironment.of(House.GATEWAY, site(0), Secrets.open(folder.resolve("s.properties")));

        assertThat(environment)
                .containsEntry("IDENTITY_URL", "http://127.0.0.1:8101")
                .containsEntry("COMMUNITY_URL", "http://127.0.0.1:8107")
                .doesNotContainKeys("DB_NAME", "DB_PASSWORD", "GATEWAY_URL");
    }

    @Test
    void stateDerivedFromEventsLiesBesideTheDataItWasDerivedFrom() {
        var risk = (Service) House.find("risk").orElseThrow();

        assertThat(PartEnvironment.of(risk, site(0), Secrets.open(folder.resolve("s.properties"))))
                .containsEntry("RISK_STATE_DIR", folder.resolve("streams/risk").toString());
    }

    private Site site(int offset) {
        return new Site(folder, Home.at(folder), offset);
    }
}
