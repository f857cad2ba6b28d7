package dev.bonafide.kit.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.kit.http.BodySizeLimit;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a JSON body with a payment card number in any of its texts: 422 {@code CARD_NUMBER_REFUSED} with the places,
 * never the number. Properties marked {@link SerialNumber} are let past. Nothing of the body has been read by then.
 */
@Provider
public class CardNumberGuard implements ReaderInterceptor {

    private static final String REFUSED = "CARD_NUMBER_REFUSED";

    private final ObjectMapper mapper;
    private final SerialFields serialFields;

    /** Reads with that mapper, and knows from it which property is which. */
    public CardNumberGuard(ObjectMapper mapper) {
        this.mapper = mapper;
        this.serialFields = new SerialFields(mapper);
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        // Raw bytes are a signed webhook: its sender is no person, and its tracking number may look like a card's.
        if (context.getType() != byte[].class && BodySizeLimit.isJson(context.getMediaType())) {
            byte[] body = context.getInputStream().readAllBytes();
            refuseCardNumbers(body, context.getGenericType());
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    private void refuseCardNumbers(byte[] body, Type type) throws IOException {
        @Nullable Problem problem = null;
        try (JsonParser json = mapper.createParser(body)) {
            for (@Nullable JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (isText && CardNumbers.contains(json.getText())) {
                    var place = json.getParsingContext().pathAsPointer();
                    if (token == JsonToken.FIELD_NAME || !serialFields.cover(type, place)) {
                        // A field's name could itself be the number: then only its object is named.
                        String told =
                                token == JsonToken.FIELD_NAME ? place.head().toString() : place.toString();
                        problem = (problem == null ? Problem.of(422, REFUSED) : problem)
                                .with(FieldError.at(told, REFUSED));
                    }
                }
            }
        } catch (JsonProcessingException malformed) {
            // The reader that comes next tells what is malformed; what was found before that still counts.
        }
        if (problem != null) {
            throw new ProblemException(problem);
        }
    }
}
