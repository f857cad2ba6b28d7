package dev.bonafide.escrow.web;

import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order as its parties see it: what was agreed, and what is known at its stage.
 *
 * @param milestones how many there are; 0 for an order that is delivered at once
 * @param progress what is known at the stage, and by when something must happen
 * @param allowed what the reader may ask for now
 */
@Schema(name = "Order")
record OrderView(
        UUID orderId,
        long version,
        Stage stage,
        UUID listingId,
        UUID buyerId,
        UUID sellerId,
        Delivery delivery,
        @Nullable UUID deliveryAddressId,
        int milestones,
        String snapshotHash,
        TermsView terms,
        Instant placedAt,
        Progress progress,
        List<String> allowed) {

    /**
     * What both sides agreed to.
     *
     * @param lines every line: the buyer's add up to the total, the seller's are kept from the price
     */
    @Schema(name = "OrderTerms")
    record TermsView(
            String version,
            String feeVersion,
            Money price,
            Money buyerFee,
            Money sellerFee,
            Money total,
            Money sellerAmount,
            List<LineView> lines) {
        static TermsView of(Terms terms) {
            return new TermsView(
                    terms.version(),
                    terms.feeVersion(),
                    terms.price(),
                    terms.buyerFee(),
                    terms.sellerFee(),
                    terms.total(),
                    terms.sellerAmount(),
                    terms.lines().stream().map(LineView::of).toList());
        }
    }

    /**
     * One line of the terms.
     *
     * @param line PRICE, BUYER_FEE, SELLER_FEE or the name of a service
     */
    @Schema(name = "TermsLine")
    record LineView(String line, Payer paidBy, Money amount) {
        static LineView of(Terms.Line line) {
            return new LineView(line.name(), line.paidBy(), line.amount());
        }

        static LineView of(ServiceLine line) {
            return new LineView(line.service().name(), line.paidBy(), line.amount());
        }
    }

    /** The order for this reader, who need not be a party of it. */
    static OrderView of(StoredOrder stored, UUID reader) {
        var order = stored.order();
        var agreement = order.agreement();
        return new OrderView(
                agreement.orderId(),
                stored.version(),
                order.stage(),
                agreement.listingId(),
                agreement.buyerId(),
                agreement.sellerId(),
                agreement.delivery(),
                agreement.deliveryAddressId(),
                agreement.milestones().size(),
                agreement.snapshotHash(),
                TermsView.of(agreement.terms()),
                agreement.placedAt(),
                Progress.of(order),
                RefusalProblems.names(List.copyOf(OrderRules.allowedTo(order, reader))));
    }
}
