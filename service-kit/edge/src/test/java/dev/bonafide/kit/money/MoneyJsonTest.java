package dev.bonafide.kit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.problem.InvalidFieldException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyJsonTest {

    private final ObjectMapper mapper = new ObjectMapper();

    record Offer(Money price, List<Money> fees) {}

    @Test
    void moneyHasOneForm() throws Exception {
        assertThat(mapper.writeValueAsString(Money.cny(300_000)))
                .isEqualTo("{\"amountMinor\":300000,\"currency\":\"CNY\"}");
        assertThat(mapper.readValue("{\"currency\":\"CNY\",\"amountMinor\":300000}", Money.class))
                .isEqualTo(Money.cny(300_000));
        assertThat(mapper.readValue("{\"amountMinor\":9223372036854775807,\"currency\":\"EUR\"}", Money.class))
                .isEqualTo(Money.of(Long.MAX_VALUE, "EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'amountMinor':1.5,'currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':1.0,'currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':1e3,'currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':'1','currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':null,'currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':[1],'currency':'CNY'}|amountMinor|AMOUNT_NOT_WHOLE",
                "{'amountMinor':-1,'currency':'CNY'}|amountMinor|AMOUNT_BELOW_ZERO",
                "{'amountMinor':9223372036854775808,'currency':'CNY'}|amountMinor|AMOUNT_OUT_OF_RANGE",
                "{'amountMinor':1,'currency':'YUAN'}|currency|UNKNOWN_CURRENCY",
                "{'amountMinor':1,'currency':'cny'}|currency|UNKNOWN_CURRENCY",
                "{'amountMinor':1,'currency':156}|currency|UNKNOWN_CURRENCY",
                "{'amountMinor':1,'currency':null}|currency|UNKNOWN_CURRENCY",
                "{'amountMinor':1}|currency|REQUIRED",
                "{'currency':'CNY'}|amountMinor|REQUIRED",
                "{'amountMinor':1,'currency':'CNY','sign':'-'}|sign|UNKNOWN_FIELD",
            })
    void whatIsNoMoneyIsRefusedAtItsField(String json, String field, String code) {
        assertThatThrownBy(() -> mapper.readValue(json.replace('\'', '"'), Money.class))
                .asInstanceOf(type(InvalidFieldException.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.getPath())
                            .singleElement()
                            .satisfies(step -> assertThat(step.getFieldName()).isEqualTo(field));
                });
    }

    @ParameterizedTest
    @CsvSource({"3000", "'\"CNY 30\"'", "'[]'", "true"})
    void whatIsNoObjectIsNoMoney(String json) {
        assertThatThrownBy(() -> mapper.readValue(json, Money.class))
                .asInstanceOf(type(InvalidFieldException.class))
                .extracting(InvalidFieldException::code)
                .isEqualTo("INVALID_MONEY");
    }

    @Test
    void thePathLeadsThroughTheBodyToTheField() {
        String json =
                "{\"price\":{\"amountMinor\":1,\"currency\":\"CNY\"},\"fees\":[{\"amountMinor\":-2,\"currency\":\"CNY\"}]}";
        assertThatThrownBy(() -> mapper.readValue(json, Offer.class))
                .asInstanceOf(type(InvalidFieldException.class))
                .satisfies(refused -> assertThat(refused.getPathReference()).contains("fees", "[0]", "amountMinor"));
    }

    @Test
    void aReaderOfEventsSkipsWhatALaterPublisherAdded() {
        assertThat(EventJson.read("{\"amountMinor\":1,\"currency\":\"CNY\",\"more\":{\"of\":[1]}}", Money.class))
                .isEqualTo(Money.cny(1));
    }
}
