package dev.bonafide.kit.money;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.bonafide.kit.problem.InvalidFieldException;
import java.io.IOException;
import java.io.Serial;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** The one JSON form of money: {@code {"amountMinor": 300000, "currency": "CNY"}}, nothing else. */
final class MoneyJson {

    private static final String AMOUNT = "amountMinor";
    private static final String CURRENCY = "currency";

    private MoneyJson() {}

    static final class Writer extends StdSerializer<Money> {
        @Serial
        private static final long serialVersionUID = 1;

        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeNumberField(AMOUNT, money.amountMinor());
            json.writeStringField(CURRENCY, money.currency().getCurrencyCode());
            json.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Money> {
        @Serial
        private static final long serialVersionUID = 1;

        Reader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw InvalidFieldException.of(json, Money.class, "INVALID_MONEY");
            }
            @Nullable Long amount = null;
            @Nullable Currency currency = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case AMOUNT -> amount = amount(json);
                    case CURRENCY -> currency = currency(json);
                    default -> skipOrRefuse(field, json, context);
                }
            }
            if (amount == null) {
                throw refused(json, AMOUNT, "REQUIRED");
            }
            if (currency == null) {
                throw refused(json, CURRENCY, "REQUIRED");
            }
            return new Money(amount, currency);
        }

        private static long amount(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw refused(json, AMOUNT, "AMOUNT_NOT_WHOLE");
            }
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw refused(json, AMOUNT, "AMOUNT_OUT_OF_RANGE");
            }
            long amount = json.getLongValue();
            if (amount < 0) {
                throw refused(json, AMOUNT, "AMOUNT_BELOW_ZERO");
            }
            return amount;
        }

        private static Currency currency(JsonParser json) throws IOException {
            String code = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException unknown) {
                throw refused(json, CURRENCY, "UNKNOWN_CURRENCY");
            }
        }

        private void skipOrRefuse(String field, JsonParser json, DeserializationContext context) throws IOException {
            if (context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)) {
                throw refused(json, field, "UNKNOWN_FIELD");
            }
            json.skipChildren();
        }

        private static InvalidFieldException refused(JsonParser json, String field, String code) {
            InvalidFieldException refused = InvalidFieldException.of(json, Money.class, code);
            refused.prependPath(Money.class, field);
            return refused;
        }
    }
}
