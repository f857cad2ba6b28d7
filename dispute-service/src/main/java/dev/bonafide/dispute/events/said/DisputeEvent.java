package dev.bonafide.dispute.events.said;

import dev.bonafide.dispute.dispute.Claim;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Reason;
import dev.bonafide.dispute.dispute.Ruling;
import dev.bonafide.dispute.evidence.ChainedEntry;
import dev.bonafide.dispute.evidence.FileType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service says, on topic {@value #TOPIC} under the dispute's id. Each record is a promise written down in
 * event-contracts; the wire names are spelt by hand, so that renaming a class never breaks a reader.
 */
public sealed interface DisputeEvent {
    /** Where all of them are said. */
    String TOPIC = "dispute.disputes";

    UUID disputeId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.dispute."
                + switch (this) {
                    case OpenedV1 _ -> "DisputeOpened.v1";
                    case EvidenceAddedV1 _ -> "EvidenceAdded.v1";
                    case ArbiterAssignedV1 _ -> "ArbiterAssigned.v1";
                    case RuledV1 _ -> "DisputeRuled.v1";
                    case ClosedV1 _ -> "DisputeClosed.v1";
                };
    }

    /** A party disputes an order. The escrow service freezes the money on this word. */
    record OpenedV1(
            UUID disputeId, UUID orderId, UUID buyerId, UUID sellerId, Party openedBy, Reason reason, Instant openedAt)
            implements DisputeEvent {
        /** Of a claim; its text stays here. */
        public static OpenedV1 of(Claim claim) {
            return new OpenedV1(
                    claim.disputeId(),
                    claim.orderId(),
                    claim.buyerId(),
                    claim.sellerId(),
                    claim.openedBy(),
                    claim.reason(),
                    claim.openedAt());
        }
    }

    /** One more line in the chain of custody. Hash and head let others prove later what was there. */
    record EvidenceAddedV1(
            UUID disputeId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            UUID evidenceId,
            Party by,
            Kind kind,
            String sha256,
            long size,
            String mediaType,
            long entryNumber,
            String chainHead,
            Instant at)
            implements DisputeEvent {
        /** What a piece is. */
        public enum Kind {
            TEXT,
            FILE;

            /** Everything but text is a file. */
            public static Kind of(FileType type) {
                return type == FileType.TEXT ? TEXT : FILE;
            }
        }

        /** Of a line that was just written. */
        public static EvidenceAddedV1 of(Claim claim, ChainedEntry line) {
            var entry = line.entry();
            return new EvidenceAddedV1(
                    claim.disputeId(),
                    claim.orderId(),
                    claim.buyerId(),
                    claim.sellerId(),
                    entry.itemId(),
                    entry.role(),
                    Kind.of(FileType.ofMediaType(entry.mediaType())),
                    entry.sha256(),
                    entry.size(),
                    entry.mediaType(),
                    entry.n(),
                    line.hash(),
                    entry.at());
        }
    }

    /** An arbiter has taken the case. */
    record ArbiterAssignedV1(UUID disputeId, UUID orderId, UUID buyerId, UUID sellerId, UUID arbiterId, Instant at)
            implements DisputeEvent {
        /** Of a claim and its arbiter. */
        public static ArbiterAssignedV1 of(Claim claim, UUID arbiterId, Instant at) {
            return new ArbiterAssignedV1(
                    claim.disputeId(), claim.orderId(), claim.buyerId(), claim.sellerId(), arbiterId, at);
        }
    }

    /** Who is to have the money. The escrow service moves it on this word. */
    record RuledV1(
            UUID disputeId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            UUID rulingId,
            Ruling.By by,
            Party outcome,
            @Nullable UUID arbiterId,
            String reasons,
            Instant ruledAt)
            implements DisputeEvent {
        /** Of a claim and its ruling. */
        public static RuledV1 of(Claim claim, Ruling ruling) {
            return new RuledV1(
                    claim.disputeId(),
                    claim.orderId(),
                    claim.buyerId(),
                    claim.sellerId(),
                    ruling.id(),
                    ruling.by(),
                    ruling.outcome(),
                    ruling.arbiterId(),
                    ruling.reasons(),
                    ruling.ruledAt());
        }
    }

    /** It is over. */
    record ClosedV1(UUID disputeId, UUID orderId, UUID buyerId, UUID sellerId, Outcome outcome, Instant at)
            implements DisputeEvent {
        /** How it ended. */
        public enum Outcome {
            NOT_OPENED,
            BUYER,
            SELLER;

            /** The money went to that side. */
            public static Outcome of(Party party) {
                return switch (party) {
                    case BUYER -> BUYER;
                    case SELLER -> SELLER;
                };
            }
        }

        /** Of a claim and its end. */
        public static ClosedV1 of(Claim claim, Outcome outcome, Instant at) {
            return new ClosedV1(claim.disputeId(), claim.orderId(), claim.buyerId(), claim.sellerId(), outcome, at);
        }
    }
}
