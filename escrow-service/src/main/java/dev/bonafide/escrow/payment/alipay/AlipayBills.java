package dev.bonafide.escrow.payment.alipay;

import static dev.bonafide.escrow.payment.alipay.AlipayAnswers.required;

import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Bill;
import dev.bonafide.escrow.payment.remote.Table;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A day's bills, in Beijing time: payments and refunds with their fees from the bill of trades, transfers to sellers from
 * the bill of funds. Each is a zip of tables in GBK, of which the one with the lines is read.
 */
final class AlipayBills {
    /** When the bills of the day before are there. */
    private static final LocalTime READY_AT = LocalTime.of(9, 0);

    private static final Charset GBK = Charset.forName("GBK");
    private static final int TABLE_BYTES_MAX = 256 * 1024 * 1024;
    private static final String REMARK = "#";
    private static final String SUMMARY = "汇总";

    private final AlipayGateway gateway;

    AlipayBills(AlipayGateway gateway) {
        this.gateway = gateway;
    }

    List<SettlementLine> of(LocalDate day, Instant now) {
        if (now.isBefore(
                day.plusDays(1).atTime(READY_AT).atZone(AlipayReports.BEIJING).toInstant())) {
            throw new UnclearAnswerException(AlipayProvider.NAME, "the bill of " + day + " is not there yet");
        }
        return Stream.concat(lines("trade", day, AlipayBills::trade), lines("signcustomer", day, AlipayBills::transfer))
                .toList();
    }

    private Stream<SettlementLine> lines(
            String type, LocalDate day, Function<Table.Row, Optional<SettlementLine>> line) {
        var parameters = Map.of("bill_type", type, "bill_date", day.toString());
        return AlipayGateway.find(
                        () -> gateway.get("/v3/alipay/data/dataservice/bill/downloadurl/query", parameters, Bill.class))
                .map(bill -> lines(gateway.download(required(bill.billDownloadUrl())), line))
                .orElseGet(Stream::empty);
    }

    static Stream<SettlementLine> lines(byte[] zip, Function<Table.Row, Optional<SettlementLine>> line) {
        return Table.read(table(zip).lines().filter(text -> !text.isBlank() && !text.startsWith(REMARK)))
                .rows()
                .map(line)
                .flatMap(Optional::stream);
    }

    private static String table(byte[] zip) {
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip), GBK)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (isTableOfLines(entry)) {
                    var bytes = entries.readNBytes(TABLE_BYTES_MAX + 1);
                    if (bytes.length > TABLE_BYTES_MAX) {
                        throw new UnclearAnswerException(AlipayProvider.NAME, "a bill is too long");
                    }
                    return new String(bytes, GBK);
                }
            }
            throw new UnclearAnswerException(AlipayProvider.NAME, "a bill has no table of lines");
        } catch (IOException failure) {
            throw new UnclearAnswerException(
                    AlipayProvider.NAME, failure.getClass().getSimpleName());
        }
    }

    private static boolean isTableOfLines(ZipEntry entry) {
        return entry.getName().endsWith(".csv") && !entry.getName().contains(SUMMARY);
    }

    static Optional<SettlementLine> trade(Table.Row row) {
        var at = AlipayReports.time(row.at("完成时间"));
        return switch (row.at("业务类型")) {
            case "交易" ->
                Optional.of(new SettlementLine(
                        Kind.PAYMENT,
                        TradeNumber.read(row.at("商户订单号")).orElse(null),
                        row.at("支付宝交易号"),
                        Yuan.readUnsigned(row.at("订单金额（元）")),
                        Yuan.readUnsigned(row.at("服务费（元）")),
                        at));
            case "退款" ->
                Optional.of(new SettlementLine(
                        Kind.REFUND,
                        TradeNumber.read(row.at("退款批次号/请求号")).orElse(null),
                        row.at("支付宝交易号"),
                        Yuan.readUnsigned(row.at("订单金额（元）")),
                        // What is in this column is given back, and what is given back is not kept.
                        Money.cny(0),
                        at));
            default -> Optional.empty();
        };
    }

    static Optional<SettlementLine> transfer(Table.Row row) {
        return row.at("业务类型").startsWith("转账")
                ? Optional.of(new SettlementLine(
                        Kind.PAYOUT,
                        TradeNumber.read(row.at("商户订单号")).orElse(null),
                        row.at("业务流水号"),
                        Yuan.readUnsigned(row.at("支出金额（-元）")),
                        Money.cny(0),
                        AlipayReports.time(row.at("发生时间"))))
                : Optional.empty();
    }
}
