package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.QueryBillEntity;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.escrow.payment.remote.Table;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A day's bill of payments and refunds, in Beijing time. Transfers to sellers are not in it. */
final class WechatBills {
    private static final String URL = "https://api.mch.weixin.qq.com/v3/bill/tradebill?bill_type=ALL&bill_date=";
    /** When the bill of the day before is there. */
    private static final LocalTime READY_AT = LocalTime.of(10, 0);

    private static final String NOTHING_HAPPENED = "NO_STATEMENT_EXIST";
    private static final String SUMMARY = "总交易单数";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final WechatTransport transport;

    WechatBills(WechatTransport transport) {
        this.transport = transport;
    }

    List<SettlementLine> of(LocalDate day, Instant now) {
        if (now.isBefore(
                day.plusDays(1).atTime(READY_AT).atZone(WechatGateway.BEIJING).toInstant())) {
            throw new UnclearAnswerException(WechatProvider.NAME, "the bill of " + day + " is not there yet");
        }
        try {
            var bill = WechatGateway.ask(() -> transport
                    .get(WechatGateway.headers(), URL + day, QueryBillEntity.class)
                    .getServiceResponse());
            return lines(downloaded(bill));
        } catch (AskRefusedException refused) {
            if (refused.code().equals(NOTHING_HAPPENED)) {
                return List.of();
            }
            throw refused;
        }
    }

    private String downloaded(QueryBillEntity bill) {
        var file = new DigestBillEntity(
                transport.download(bill.getDownloadUrl()), bill.getHashValue(), bill.getHashType());
        try (var stream = file.getInputStream()) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            if (!file.verifyHash()) {
                throw new UnclearAnswerException(WechatProvider.NAME, "the bill is not the one announced");
            }
            return text;
        } catch (IOException failure) {
            throw new UnclearAnswerException(
                    WechatProvider.NAME, failure.getClass().getSimpleName());
        }
    }

    static List<SettlementLine> lines(String bill) {
        return Table.read(bill.replace("\uFEFF", "")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .takeWhile(line -> !line.startsWith(SUMMARY)))
                .rows()
                .map(WechatBills::line)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SettlementLine> line(Table.Row row) {
        var at = LocalDateTime.parse(row.at("交易时间"), TIME)
                .atZone(WechatGateway.BEIJING)
                .toInstant();
        return switch (row.at("交易状态")) {
            case "SUCCESS" ->
                Optional.of(new SettlementLine(
                        Kind.PAYMENT,
                        TradeNumber.read(row.at("商户订单号")).orElse(null),
                        row.at("微信订单号"),
                        Yuan.read(row.at("订单金额")),
                        Yuan.readUnsigned(row.at("手续费")),
                        at));
            case "REFUND" ->
                Optional.of(new SettlementLine(
                        Kind.REFUND,
                        TradeNumber.read(row.at("商户退款单号")).orElse(null),
                        row.at("微信退款单号"),
                        Yuan.read(row.at("申请退款金额")),
                        // What is in this column is given back, and what is given back is not kept.
                        Money.cny(0),
                        at));
            default -> Optional.empty();
        };
    }
}
