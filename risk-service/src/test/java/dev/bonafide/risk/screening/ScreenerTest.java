package dev.bonafide.risk.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.risk.screening.Screening.TextHit;
import dev.bonafide.risk.screening.Screening.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenerTest {
    private static final Screener SCREENER = Screener.load();

    @ParameterizedTest(name = "lure: {0}")
    @ValueSource(
            strings = {
                "加微信 abc12345",
                "加微信",
                "加我微信聊",
                "加 V",
                "+v",
                "+V：zhang8899",
                "➕v zhang8899",
                "薇❤信",
                "喜欢的加薇信",
                "加 薇 信",
                "微❤信联系",
                "v信 zhangsan88",
                "VX: abc12345",
                "ＶＸ：ａｂｃ１２３４５",
                "v x abc12345",
                "ⓥⓧ 同号",
                "加ᐯ或者加扣扣 12345678",
                "微信号abc12345",
                "微信：zhang_8899",
                "QQ:12345678",
                "加qq12345678",
                "加卫星 zhang8899",
                "威信:zhang8899",
                "绿泡泡找我",
                "13800138000",
                "电话138-0013-8000",
                "1 3 8 0 0 1 3 8 0 0 0",
                "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣",
                "①③⑧⓪⓪①③⑧⓪⓪⓪",
                "一三八零零一三八零零零",
                "幺三八〇〇幺三八〇〇〇",
                "１３８００１３８０００",
                "1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0",
                "加\u200b微\u200b信",
                "可以线下交易",
                "不走平台的私",
                "𝐯𝐱 abc12345",
                "add my wechat abc12345",
            })
    void leadsOffThePlatform(String text) {
        assertThat(SCREENER.screen(text).features()).as(text).containsKey("text.lure");
    }

    @ParameterizedTest(name = "harmless: {0}")
    @ValueSource(
            strings = {
                "微信支付能用吗?",
                "支持微信支付",
                "微软",
                "加微软账号送Office",
                "可靠",
                "V领毛衣",
                "佳能相机",
                "原厂电池",
                "不是高仿",
                "跑分软件",
                "不加微信，只走平台",
                "谨防加微信诈骗",
                "请勿加v",
                "as soon as possible",
                "型号 WX-3000",
                "磨损轻微 信誉好",
                "轻微，信任第一",
                "安徽信息工程",
                "增加微距镜头",
                "微信",
                "IMEI 861234056789013",
                "iPhone 15 Pro Max 256GB 国行",
                "128GB+微软键盘",
                "吹风机+V8吸尘器",
                "2026-11-02 12:30",
                "价格 3000 元, 可小刀",
                "电池健康91%,无拆修,配原装充电线。",
                "卫星定位手表",
                "旧版微信 iphone15promax 也能装",
                "USB-C + Lightning",
            })
    void staysOnThePlatform(String text) {
        assertThat(SCREENER.screen(text).features()).as(text).doesNotContainKey("text.lure");
    }

    @ParameterizedTest(name = "advance: {0}")
    @ValueSource(strings = {"支付宝直接转账", "先转定金到支付宝再发货", "银行卡转账优惠", "直 接 转 账"})
    void asksForADirectTransfer(String text) {
        assertThat(SCREENER.screen(text).features()).as(text).containsKey("text.advance");
    }

    @ParameterizedTest(name = "no advance: {0}")
    @ValueSource(strings = {"支持支付宝付款", "谨防直接转账", "不接受直接转账"})
    void asksForNoTransfer(String text) {
        assertThat(SCREENER.screen(text).features()).as(text).doesNotContainKey("text.advance");
    }

    @Test
    void theSpanLeadsBackToWhatWasWritten() {
        var text = "成色好,加 薇❤信 聊";
        assertThat(SCREENER.screen(text).hits()).contains(new TextHit("LURE-1", Topic.LURE, 5, 4, 9));
        assertThat(text.substring(4, 9)).isEqualTo("加 薇❤信");
        var astral = "😀😀𝐯𝐱";
        assertThat(SCREENER.screen(astral).hits())
                .singleElement()
                .satisfies(hit ->
                        assertThat(astral.substring(hit.start(), hit.end())).isEqualTo("𝐯𝐱"));
    }

    @Test
    void aTextOfAnySignsIsScreenedWithoutAFault() {
        for (var text : new String[] {
            "", " ", "\ud83d", "\udc00a", "❤".repeat(4000), "加".repeat(4000), "1".repeat(4000), "\u200b"
        }) {
            assertThat(SCREENER.screen(text)).isNotNull();
        }
    }
}
