package dev.bonafide.escrow.store;

import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.kit.money.Money;
import java.util.ArrayList;
import java.util.List;

/** The services of an order in its row: each kind has its columns. */
final class ServiceColumns {
    private ServiceColumns() {}

    static void write(List<ServiceLine> services, OrderRow row) {
        for (var line : services) {
            var paidBy = line.paidBy().name();
            var amount = line.amount().amountMinor();
            switch (line.service().kind()) {
                case INSPECTION -> {
                    row.inspectionPaidBy = paidBy;
                    row.inspectionMinor = amount;
                }
                case INSURANCE -> {
                    row.insurancePaidBy = paidBy;
                    row.insuranceMinor = amount;
                }
                case WARRANTY -> {
                    row.warrantyService = line.service().name();
                    row.warrantyPaidBy = paidBy;
                    row.warrantyMinor = amount;
                }
            }
        }
    }

    static List<ServiceLine> read(OrderRow row) {
        var services = new ArrayList<ServiceLine>();
        if (row.inspectionPaidBy != null) {
            services.add(line(Service.INSPECTION, row.inspectionPaidBy, row.inspectionMinor, row.currency));
        }
        if (row.insurancePaidBy != null) {
            services.add(line(Service.INSURANCE, row.insurancePaidBy, row.insuranceMinor, row.currency));
        }
        if (row.warrantyService != null) {
            var warranty = Service.valueOf(row.warrantyService);
            services.add(line(warranty, row.warrantyPaidBy, row.warrantyMinor, row.currency));
        }
        return services;
    }

    private static ServiceLine line(Service service, String paidBy, long amountMinor, String currency) {
        return new ServiceLine(service, Payer.valueOf(paidBy), Money.of(amountMinor, currency));
    }
}
