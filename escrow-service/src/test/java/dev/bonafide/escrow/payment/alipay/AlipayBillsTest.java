package dev.bonafide.escrow.payment.alipay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.bonafide.escrow.payment.AskContract.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine.Kind;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlipayBillsTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String PATH = "/v3/alipay/data/dataservice/bill/downloadurl/query";
    private static final UUID PAYMENT = new UUID(1, 2);
    private static final UUID REFUND = new UUID(3, 4);
    private static final UUID PAYOUT = new UUID(5, 6);

    private final AlipayCounterpart alipay = new AlipayCounterpart();
    private final WireMockServer files =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @AfterEach
    void close() {
        alipay.close();
        files.stop();
    }

    @Test
    @DisplayName("E-15: a day's two bills give its payments, refunds and payouts, with fees and our ids")
    void aDayIsSettled() {
        files.start();
        var trades = """
                #支付宝业务明细查询
                #账号：[20881021462251350156]
                #起始日期：[2026年11月24日 00:00:00]   终止日期：[2026年11月25日 00:00:00]
                #-----------------------------------------业务明细列表----------------------------------------
                支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注
                2026112422001400000000000001\t,%s\t,交易\t,Bonafide\t,2026-11-24 09:59:00,2026-11-24 10:00:00,,,,,*明(159****5620),3000.00,3000.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,\t,-18.00,0.00,\t
                2026112422001400000000000001\t,%s\t,退款\t,Bonafide\t,2026-11-24 09:59:00,2026-11-24 20:00:00,,,,,*明(159****5620),-1000.00,-1000.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,%s\t,6.00,0.00,\t
                #-----------------------------------------业务明细列表结束------------------------------------
                #交易合计：1笔，商家实收共3000.00元，商家优惠共0.00元
                """.formatted(TradeNumber.of(PAYMENT), TradeNumber.of(PAYMENT), TradeNumber.of(REFUND));
        var funds = """
                #支付宝账务明细查询
                账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
                100001\t,2026112422001400000000000001\t,%s\t,Bonafide\t,2026-11-24 10:00:00,*明,3000.00,0.00,3000.00,支付宝,在线支付,\t
                100002\t,20261124110070001506\t,%s\t,Bonafide\t,2026-11-24 21:00:00,卖家,0.00,-2500.50,499.50,支付宝,转账,\t
                #-----------------------------------------账务明细列表结束------------------------------------
                """.formatted(TradeNumber.of(PAYMENT), TradeNumber.of(PAYOUT));
        offers("trade", zip(Map.of("20881_20261124_业务明细(汇总).csv", "#汇总", "20881_20261124_业务明细.csv", trades)));
        offers("signcustomer", zip(Map.of("20881_20261124_账务明细.csv", funds)));

        assertThat(now(alipay.provider().settlementOf(LocalDate.parse("2025-11-24"))))
                .containsExactly(
                        new SettlementLine(
                                Kind.PAYMENT,
                                PAYMENT,
                                "2026112422001400000000000001",
                                Money.cny(300_000),
                                Money.cny(1_800),
                                Instant.parse("2026-11-24T02:00:00Z")),
                        new SettlementLine(
                                Kind.REFUND,
                                REFUND,
                                "2026112422001400000000000001",
                                Money.cny(100_000),
                                Money.cny(0),
                                Instant.parse("2026-11-24T12:00:00Z")),
                        new SettlementLine(
                                Kind.PAYOUT,
                                PAYOUT,
                                "20261124110070001506",
                                Money.cny(250_050),
                                Money.cny(0),
                                Instant.parse("2026-11-24T13:00:00Z")));
    }

    @Test
    @DisplayName("E-15: a day without bills is empty, a day whose bills are not there yet fails")
    void aDayWithoutBills() {
        alipay.server().stubFor(get(urlPathEqualTo(PATH)).willReturn(AlipayCounterpart.refusal("BILL_NOT_EXIST")));
        assertThat(now(alipay.provider().settlementOf(LocalDate.parse("2025-11-24"))))
                .isEmpty();
        assertThatThrownBy(() -> now(alipay.provider().settlementOf(LocalDate.parse("2999-01-01"))))
                .isInstanceOf(UnclearAnswerException.class);
    }

    private void offers(String type, byte[] zip) {
        alipay.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .withQueryParam("bill_type", equalTo(type))
                        .withQueryParam("bill_date", equalTo("2025-11-24"))
                        .willReturn(AlipayCounterpart.ok(
                                "{\"bill_download_url\": \"" + files.baseUrl() + "/" + type + "\"}")));
        files.stubFor(get(urlPathEqualTo("/" + type)).willReturn(aResponse().withBody(zip)));
    }

    private static byte[] zip(Map<String, String> tables) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            for (var table : tables.entrySet()) {
                zip.putNextEntry(new ZipEntry(table.getKey()));
                zip.write(table.getValue().getBytes(GBK));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
