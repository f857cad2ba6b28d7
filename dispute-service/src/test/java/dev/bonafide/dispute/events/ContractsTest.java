package dev.bonafide.dispute.events;

import dev.bonafide.dispute.dispute.Claim;
import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.dispute.events.said.DisputeEvent;
import dev.bonafide.dispute.events.said.DisputeEvent.ClosedV1.Outcome;
import dev.bonafide.dispute.evidence.ChainedEntry;
import dev.bonafide.dispute.evidence.Entry;
import dev.bonafide.dispute.evidence.FileType;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.inbox.EventRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we have promised, and what we read of others' promises. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ContractsTest {
    private static final Instant AT = Instant.parse("2026-11-06T08:00:00.000250Z");
    private static final UUID ARBITER = new UUID(1, 3);

    @Inject
    EventRoutes routes;

    @Test
    void we_read_every_golden_sample_of_what_we_listen_to() {
        routes.readers().forEach((type, reader) -> Contracts.assertReads(reader.asSubclass(Record.class), type));
    }

    @Test
    void the_catalogue_names_us_as_reader_of_exactly_these() {
        Contracts.assertReaders("dispute-service", routes.types());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void an_opening_is_as_promised_for_every_reason(Reason reason) {
        assertPromised(DisputeEvent.OpenedV1.of(claim(reason)));
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void evidence_is_as_promised_for_every_type_of_content(FileType type) {
        assertPromised(DisputeEvent.EvidenceAddedV1.of(
                claim(Reason.SNAD),
                ChainedEntry.of(new Entry(
                        1,
                        new UUID(2, 1),
                        new UUID(2, 3),
                        Entry.Action.SEALED,
                        new UUID(1, 2),
                        Party.SELLER,
                        AT,
                        "a".repeat(64),
                        17,
                        type.mediaType(),
                        Entry.GENESIS))));
    }

    @Test
    void an_assignment_is_as_promised() {
        assertPromised(DisputeEvent.ArbiterAssignedV1.of(claim(Reason.SNAD), ARBITER, AT));
    }

    @Test
    void rulings_are_as_promised_with_and_without_an_arbiter() {
        assertPromised(DisputeEvent.RuledV1.of(
                claim(Reason.SNAD),
                new Ruling(new UUID(3, 1), Ruling.By.ARBITER, Party.BUYER, ARBITER, "x".repeat(5_000), AT)));
        assertPromised(DisputeEvent.RuledV1.of(
                claim(Reason.SNAD),
                new Ruling(new UUID(3, 1), Ruling.By.WITHDRAWAL, Party.SELLER, null, "Withdrawn.", AT)));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void an_end_is_as_promised_for_every_outcome(Outcome outcome) {
        assertPromised(DisputeEvent.ClosedV1.of(claim(Reason.SNAD), outcome, AT));
    }

    private static void assertPromised(DisputeEvent event) {
        Contracts.assertValid(event.type(), EventJson.write(event));
    }

    private static Claim claim(Reason reason) {
        return new Dispute.Opening(new Claim(
                        new UUID(2, 1),
                        new UUID(2, 2),
                        new UUID(1, 1),
                        new UUID(1, 2),
                        Party.BUYER,
                        reason,
                        "text",
                        AT))
                .claim();
    }
}
