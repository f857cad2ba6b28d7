package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.core.certificate.CertificateDownloader;
import com.wechat.pay.java.core.certificate.CertificateHandler;
import com.wechat.pay.java.core.certificate.CertificateProvider;
import com.wechat.pay.java.core.cipher.AeadCipher;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.util.PemUtil;
import dev.bonafide.escrow.payment.remote.UnclearAnswerException;
import dev.bonafide.kit.clock.BusinessClock;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's platform certificates, fetched when one is needed that is not known; once there are any, at most once a
 * minute, since anybody can name a number. Unlike the SDK's own keeper it needs no network at the start, no timer, and no
 * static state.
 *
 * <p>A call on a virtual thread waits for the fetch. A webhook is read on an event loop, which never waits: it is turned
 * away for now, and WeChat Pay sends it again.
 */
final class WechatCertificates implements CertificateProvider {
    private static final Logger LOG = Logger.getLogger(WechatCertificates.class);
    private static final String URL = "https://api.mch.weixin.qq.com/v3/certificates?algorithm_type=RSA";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CertificateDownloader downloader;
    private final BusinessClock clock;
    private final AtomicReference<@Nullable Instant> askedAt = new AtomicReference<>();
    private volatile Map<String, X509Certificate> known = Map.of();

    WechatCertificates(HttpClient client, AeadCipher cipher, BusinessClock clock) {
        this.downloader = new CertificateDownloader.Builder()
                .httpClient(client)
                .aeadCipher(cipher)
                .downloadUrl(URL)
                .certificateHandler(new Pem())
                .build();
        this.clock = clock;
    }

    @Override
    public @Nullable X509Certificate getCertificate(String serialNumber) {
        if (!known.containsKey(serialNumber)) {
            fetch();
        }
        return known.get(serialNumber);
    }

    @Override
    public X509Certificate getAvailableCertificate() {
        if (known.isEmpty()) {
            fetch();
        }
        return known.values().stream()
                .max(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow(() -> new UnclearAnswerException(WechatProvider.NAME, "no platform certificate yet"));
    }

    private void fetch() {
        if (known.isEmpty() && Thread.currentThread().isVirtual()) {
            known = Map.copyOf(downloader.download());
            return;
        }
        var now = clock.machineInstant();
        var last = askedAt.get();
        if ((last != null && now.isBefore(last.plus(PAUSE))) || !askedAt.compareAndSet(last, now)) {
            return;
        }
        if (Thread.currentThread().isVirtual()) {
            known = Map.copyOf(downloader.download());
        } else {
            Thread.ofVirtual().name("payment-wechat-certificates").start(this::fetchAside);
        }
    }

    private void fetchAside() {
        try {
            known = Map.copyOf(downloader.download());
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "Platform certificates could not be fetched: %s",
                    failure.getClass().getName());
        }
    }

    private static final class Pem implements CertificateHandler {
        @Override
        public X509Certificate generateCertificate(String certificate) {
            return PemUtil.loadX509FromString(certificate);
        }

        @Override
        public void validateCertPath(X509Certificate certificate) {
            // It came encrypted with our own key, which says more than a chain would.
        }
    }
}
