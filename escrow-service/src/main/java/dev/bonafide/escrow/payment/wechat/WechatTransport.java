package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.http.AbstractHttpClient;
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.HttpRequest;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.OriginalResponse;
import com.wechat.pay.java.core.http.RequestBody;
import dev.bonafide.escrow.payment.remote.Http;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets WeChat Pay's SDK, which signs and verifies, speak through our own transport, and to where the settings say. */
final class WechatTransport extends AbstractHttpClient {
    private static final String SDK_BASE = "https://api.mch.weixin.qq.com";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int BILL_BYTES_MAX = 64 * 1024 * 1024;
    /** The SDK looks these up in exactly this spelling, whatever a proxy made of it. */
    private static final List<String> HEADERS = List.of(
            Constant.WECHAT_PAY_TIMESTAMP,
            Constant.WECHAT_PAY_NONCE,
            Constant.WECHAT_PAY_SERIAL,
            Constant.WECHAT_PAY_SIGNATURE,
            Constant.REQUEST_ID);

    private final Http http;
    private final String apiBase;

    WechatTransport(Credential credential, Validator validator, Http http, String apiBase) {
        super(credential, validator);
        this.http = http;
        this.apiBase = apiBase;
    }

    @Override
    protected String getHttpClientInfo() {
        return "java.net.http";
    }

    @Override
    protected OriginalResponse innerExecute(HttpRequest asked) {
        var answer = http.send(request(asked));
        var headers = new HashMap<String, String>();
        for (var name : HEADERS) {
            answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new OriginalResponse.Builder()
                .request(asked)
                .statusCode(answer.status())
                .headers(headers)
                .contentType(answer.headers().firstValue(CONTENT_TYPE).orElse(""))
                .body(answer.text())
                .build();
    }

    @Override
    protected InputStream innerDownload(HttpRequest asked) {
        var answer = http.send(request(asked), BILL_BYTES_MAX);
        if (!answer.isGood()) {
            throw new UnclearAnswerException(WechatProvider.NAME, "HTTP status " + answer.status());
        }
        return new ByteArrayInputStream(answer.body());
    }

    private java.net.http.HttpRequest.Builder request(HttpRequest asked) {
        var url = asked.getUrl().toString();
        var request = java.net.http.HttpRequest.newBuilder(
                URI.create(url.startsWith(SDK_BASE) ? apiBase + url.substring(SDK_BASE.length()) : url));
        asked.getHeaders().getHeaders().forEach(request::setHeader);
        return request.method(asked.getHttpMethod().name(), body(asked.getBody()));
    }

    private static BodyPublisher body(@Nullable RequestBody body) {
        return body instanceof JsonRequestBody json ? BodyPublishers.ofString(json.getBody()) : BodyPublishers.noBody();
    }
}
